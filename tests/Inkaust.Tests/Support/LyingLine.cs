using Inkaust.Ksef;
using Inkaust.Office;

namespace Inkaust.Tests;

/// <summary>A line to the local KSeF on which somebody changes answers: what KSeF does is done, what it says is not what arrives.</summary>
/// <param name="lie">Given <c>METHOD path</c> and the body of the answer; null leaves it as it is.</param>
internal sealed class LyingLine(Func<string, string, HttpResponseMessage?> lie) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    /// <summary>Given <c>METHOD path</c>: what is sent there arrives damaged.</summary>
    public Func<string, bool> Damages { get; set; } = _ => false;

    /// <summary>Given <c>METHOD path</c> and what is sent there: an answer in place of KSeF's, which hears nothing of it.</summary>
    public Func<string, string, HttpResponseMessage?> AnswersItself { get; set; } = (_, _) => null;

    /// <summary>How long a verdict is waited for.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A round of sending over this line, for a company that is signed in.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="process">The process that sends; null: that of the stage.</param>
    public async Task<RoundParts> RoundAsync(Stage stage, Workplace? process = null)
    {
        var desk = process ?? stage.Workplace;
        var signIn = new SignIn(new HttpClient(this, disposeHandler: false), desk.Keys, desk.KsefTokens, desk.Rights, desk.Pacing, stage.Clock);
        var (ksef, access) = await signIn.AsCompanyAsync(stage.Company, Stage.Stop);
        return new RoundParts(desk.Ledger.Of(stage.Company), desk.JudgeUpo, ksef, access, stage.Clock, new Pace(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(100), Patience));
    }

    /// <summary>All steps of one round over this line.</summary>
    public async Task<SendingReport> SendAsync(Stage stage, Workplace? process = null)
    {
        var round = await RoundAsync(stage, process);
        await round.SettleAsync(Stage.Stop);
        await round.SendAsync(Stage.Stop);
        await round.CloseSessionsAsync(Stage.Stop);
        await round.CollectUposAsync(Stage.Stop);
        return round.Report();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Damages($"{request.Method} {request.RequestUri!.AbsolutePath}"))
        {
            var octets = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            octets[octets.Length / 2] ^= 1;
            request.Content = new ByteArrayContent(octets);
        }
        var sent = request.Content?.Headers.ContentType?.MediaType == "application/json" ? await request.Content.ReadAsStringAsync(cancellationToken) : "";
        if (AnswersItself($"{request.Method} {request.RequestUri!.AbsolutePath}", sent) is { } instead)
        {
            instead.RequestMessage = request;
            return instead;
        }
        var answer = await base.SendAsync(request, cancellationToken);
        if (!answer.IsSuccessStatusCode) return answer;
        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        // JSON may write a plus as \u002B, and every other hash has one: a liar who looks for a hash would not find it then.
        var body = (await answer.Content.ReadAsStringAsync(cancellationToken)).Replace("\\u002B", "+", StringComparison.Ordinal);
        if (lie($"{request.Method} {request.RequestUri!.AbsolutePath}", body) is not { } changed) return answer;
        answer.Dispose();
        changed.RequestMessage = request;
        return changed;
    }
}
