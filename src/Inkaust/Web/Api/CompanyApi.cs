using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Web.Certificates;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Api;

/// <summary>A company that a caller reaches.</summary>
/// <param name="Company">The company.</param>
/// <param name="Scopes">What the caller may do there.</param>
internal sealed record ReachedCompanyAnswer(CompanyAnswer Company, IReadOnlyList<string> Scopes);

/// <summary>Something that needs a person.</summary>
/// <param name="Key">By which it is known as long as its cause lasts.</param>
/// <param name="Kind">Why.</param>
/// <param name="Text">What is the matter.</param>
/// <param name="Since">Since when.</param>
/// <param name="Urgent">It cannot wait.</param>
/// <param name="Next">What does it: its kind and its facts.</param>
internal sealed record TaskAnswer(string Key, TaskKind Kind, Wording Text, DateTimeOffset Since, bool Urgent, System.Text.Json.Nodes.JsonObject? Next);

/// <summary>How much is used of a limit of KSeF.</summary>
/// <param name="Group">Which calls.</param>
/// <param name="PerMinute">How many there may be in a minute.</param>
/// <param name="PerHour">How many in an hour.</param>
/// <param name="InAMinute">How many there were in the last minute.</param>
/// <param name="InAnHour">How many in the last hour.</param>
internal sealed record LimitAnswer(string Group, int? PerMinute, int? PerHour, int InAMinute, int InAnHour);

/// <summary>How KSeF is, for a company.</summary>
/// <param name="Ksef">Whether it answers; null: not looked at yet.</param>
/// <param name="Latarnia">What Latarnia says.</param>
/// <param name="Text">Both in a sentence.</param>
/// <param name="SeenAt">When that was seen.</param>
internal sealed record AvailabilityAnswer(KsefNow? Ksef, LatarniaNow? Latarnia, Wording? Text, DateTimeOffset? SeenAt);

/// <summary>What a deadline follows from.</summary>
/// <param name="Mode">offline24, unavailability, failure or total-failure.</param>
/// <param name="IssueDate">P_1, yyyy-MM-dd.</param>
/// <param name="IssuedAt">The moment of issue, where it is known.</param>
/// <param name="Announcements">Messages of Latarnia, as its <c>/messages</c> gives them.</param>
/// <param name="AsOf">What was published later is not known yet; null: now.</param>
internal sealed record DeadlineRequest(string? Mode, DateOnly? IssueDate, DateTimeOffset? IssuedAt = null, System.Text.Json.JsonElement? Announcements = null,
    DateTimeOffset? AsOf = null);

/// <summary>Certificates that are wanted.</summary>
/// <param name="Kinds">authentication (type 1), offline (type 2); both unless named.</param>
/// <param name="Key">ec or rsa.</param>
internal sealed record EnrolRequest(IReadOnlyList<string>? Kinds = null, string? Key = null);

/// <summary>A certificate that is brought with its key.</summary>
/// <param name="Certificate">Its file in Base64: PEM, DER, PKCS#7, or PKCS#12 with the key in it.</param>
/// <param name="Key">The file of its key in Base64; null: the key stands in the same file.</param>
/// <param name="Password">By which the key is opened; null: it is not encrypted.</param>
/// <param name="Kind">authentication, offline or seal; null: as its key usage says.</param>
internal sealed record ImportRequest(byte[]? Certificate, byte[]? Key = null, string? Password = null, string? Kind = null);

/// <summary>What other programs ask of companies: which there are, how they stand, what needs somebody, certificates, KSeF, deadlines.</summary>
internal static class CompanyApi
{
    private const string Root = "/api/v1/companies";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Root, (AsCaller scope) => Results.Ok(scope.Companies.Select(one => new ReachedCompanyAnswer(CompanyAnswer.Of(one.Company), one.Rights.Words()))))
            .Produces<IReadOnlyList<ReachedCompanyAnswer>>().WithSummary("The companies that the key reaches.");
        api.MapGet(Root + "/{company}", (MayRead scope) => Results.Ok(CompanyAnswer.Of(scope.Company)))
            .Produces<CompanyAnswer>().WithSummary("One company.");
        api.MapGet(Root + "/{company}/tasks", (MayRead scope) => Results.Ok(scope.Office.Tasks.Of(scope.Company).Open
                .Select(one => new TaskAnswer(one.Key, one.Kind, one.Text, one.Since, one.IsUrgent, NextStepAnswer.Of(one.Next)))))
            .Produces<IReadOnlyList<TaskAnswer>>().WithSummary("What needs a person, the most urgent first.");
        api.MapGet(Root + "/{company}/limits", (MayRead scope) => Results.Ok(scope.Office.Pacing.UseOf(scope.Company)
                .Select(one => new LimitAnswer(one.Group.ToString(), one.Limit.PerMinute, one.Limit.PerHour, one.InAMinute, one.InAnHour))))
            .Produces<IReadOnlyList<LimitAnswer>>().WithSummary("How much of KSeF's limits is used.");
        api.MapGet(Root + "/{company}/availability", (MayRead scope) => Results.Ok(Of(scope.Office.WatchHealth.Of(scope.Company.Environment))))
            .Produces<AvailabilityAnswer>().WithSummary("How KSeF is, and when that was seen.");
        api.MapPost(Root + "/{company}/send", async (MayIssue scope, CancellationToken stop) =>
            {
                var report = await scope.Office.AskForSending.NowAsync(scope.Company, stop);
                return Results.Ok(new SentAnswer([.. report.Moved.Select(one => InvoiceAnswer.Of(one, scope.Now))], [.. report.Problems.Select(ApiJson.Say)],
                    [.. report.News.Select(ApiJson.Say)], Outcomes.Of(report.Moved, scope.Now)));
            })
            .Produces<SentAnswer>().WithSummary("Send what waits, now.");
        api.MapGet(Root + "/{company}/certificates", (MayRead scope) => Results.Ok(
                scope.Office.LookAtCertificates.Of([scope.Company]).Select(one => CertificateAnswer.Of(one, scope.Now))))
            .Produces<IReadOnlyList<CertificateAnswer>>().WithSummary("The certificates of the company.");
        api.MapPost(Root + "/{company}/certificates", EnrolAsync).Accepts<EnrolRequest>("application/json", "*/*")
            .Produces<IReadOnlyList<CertificateAnswer>>(201).WithSummary("Make keys here and get certificates for them.");
        api.MapPost(Root + "/{company}/certificates/renew", RenewAsync).Accepts<EnrolRequest>("application/json", "*/*")
            .Produces<IReadOnlyList<CertificateAnswer>>(201).WithSummary("Get successors with new keys now.");
        api.MapPost(Root + "/{company}/certificates/import", ImportAsync).Accepts<ImportRequest>("application/json", "*/*")
            .Produces<CertificateAnswer>(201).WithSummary("Take in a certificate with its key, as the ministry's app or an authority gave them.");
        api.MapPost("/api/v1/deadlines", CountAsync).Accepts<DeadlineRequest>("application/json", "*/*")
            .Produces<DeadlineAnswer>().WithSummary("Until when an invoice must reach KSeF, and why; nothing is written.");
    }

    private static async Task<IResult> EnrolAsync(MayCertify scope, CancellationToken stop)
    {
        var wish = await ApiJson.BodyAsync<EnrolRequest>(scope.Context.Request, stop);
        var key = wish.Key switch
        {
            null or "ec" => KeyKind.EcP256,
            "rsa" => KeyKind.Rsa2048,
            _ => throw new RefusedException(ApiFindings.NotUnderstood("key")),
        };
        return Came(scope, await scope.Office.FetchCertificates.FirstAsync(scope.Company, KindsOf(wish), key, null, Silent.Progress, stop));
    }

    private static async Task<IResult> RenewAsync(MayCertify scope, CancellationToken stop)
    {
        var wish = await ApiJson.BodyAsync<EnrolRequest>(scope.Context.Request, stop);
        return Came(scope, await scope.Office.FetchCertificates.SuccessorsAsync(scope.Company, KindsOf(wish), null, Silent.Progress, stop));
    }

    private static async Task<IResult> ImportAsync(MayCertify scope, CancellationToken stop)
    {
        var wish = await ApiJson.BodyAsync<ImportRequest>(scope.Context.Request, stop);
        if (wish.Certificate is not { Length: > 0 } certificate) throw new RefusedException(ApiFindings.NotUnderstood("certificate"));
        CertificateKind? kind = wish.Kind is null ? null
            : Enum.GetValues<CertificateKind>().Cast<CertificateKind?>().FirstOrDefault(one => one!.Value.Word() == wish.Kind)
            ?? throw new RefusedException(ApiFindings.NotUnderstood("kind"));
        var taken = new BroughtFiles(certificate, wish.Key, wish.Password ?? "", kind).TakeInto(scope);
        return Results.Json(CertificateAnswer.Of(taken, scope.Now), statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> CountAsync(AsCaller scope, CancellationToken stop)
    {
        var asked = await ApiJson.BodyAsync<DeadlineRequest>(scope.Context.Request, stop);
        var mode = IssuingModes.Parse(asked.Mode ?? "");
        if (asked.IssueDate is not { } day) throw new RefusedException(ApiFindings.NotUnderstood("issueDate"));
        if (mode == IssuingMode.Online) throw new RefusedException(ApiFindings.NotUnderstood("mode"));
        var messages = asked.Announcements is { } announced ? LatarniaMessage.ReadJson(ApiJson.Bytes(announced)) : [];
        var (deadline, isLate) = CountDeadline.Of(new IssueFacts(mode, day, asked.IssuedAt), messages, asked.AsOf ?? scope.Now, scope.Office.Calendar.Days());
        return Results.Ok(DeadlineAnswer.Of(deadline, isLate));
    }

    private static IReadOnlyList<CertificateKind> KindsOf(EnrolRequest wish) => wish.Kinds is null or { Count: 0 }
        ? [CertificateKind.Authentication, CertificateKind.Offline]
        : [.. wish.Kinds.Distinct().Select(word => word switch
        {
            "authentication" => CertificateKind.Authentication,
            "offline" => CertificateKind.Offline,
            _ => throw new RefusedException(ApiFindings.NotUnderstood("kinds")),
        })];

    private static IResult Came(MayCertify scope, FetchedCertificates fetched) =>
        Results.Json(fetched.Certificates.Select(one => CertificateAnswer.Of(one, scope.Now, fetched.Before)), statusCode: StatusCodes.Status201Created);

    private static AvailabilityAnswer Of(SeenHealth? seen) => seen is null ? new(null, null, null, null)
        : new(seen.Health.Ksef, seen.Health.Latarnia,
            new($"{seen.Health.KsefWords.Pl} {seen.Health.LatarniaWords.Pl}", $"{seen.Health.KsefWords.En} {seen.Health.LatarniaWords.En}"), seen.SeenAt);
}
