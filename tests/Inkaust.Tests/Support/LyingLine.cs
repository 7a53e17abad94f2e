using Inkaust.Certificates;
using Inkaust.Issuing;
using Inkaust.Ksef;

namespace Inkaust.Tests;

/// <summary>A line to the local KSeF on which somebody changes answers: what KSeF does is done, what it says is not what arrives.</summary>
/// <param name="lie">Given <c>METHOD path</c> and the body of the answer; null leaves it as it is.</param>
internal sealed class LyingLine(Func<string, string, HttpResponseMessage?> lie) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    /// <summary>A round of sending over this line, for a company that is signed in.</summary>
    public async Task<SendingRound> RoundAsync(Stage stage)
    {
        var desk = stage.Workplace;
        var signIn = new SignIn(new HttpClient(this, disposeHandler: false), desk.Keys, desk.KsefTokens, desk.Rights, desk.Pacing, stage.Clock);
        var (ksef, access) = await signIn.AsCompanyAsync(stage.Company, Stage.Stop);
        return new SendingRound(desk.Ledger, ksef, access, stage.Company, stage.Clock, new Pace(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5)));
    }

    /// <summary>All steps of one round over this line.</summary>
    public async Task<SendingReport> SendAsync(Stage stage)
    {
        var round = await RoundAsync(stage);
        await round.SettleAsync(Stage.Stop);
        await round.SendAsync(Stage.Stop);
        await round.CloseSessionsAsync(Stage.Stop);
        await round.CollectUposAsync(Stage.Stop);
        return round.Report();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (!answer.IsSuccessStatusCode) return answer;
        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (lie($"{request.Method} {request.RequestUri!.AbsolutePath}", body) is not { } changed) return answer;
        answer.Dispose();
        changed.RequestMessage = request;
        return changed;
    }
}
