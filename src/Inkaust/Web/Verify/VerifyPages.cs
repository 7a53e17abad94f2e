using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Office;
using Inkaust.Scan;
using Inkaust.Web.People;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Verify;

/// <summary>What the codes on a paper prove: a file is dropped, a link pasted, a photograph taken.</summary>
internal static class VerifyPages
{
    // A photograph and the file of the invoice.
    private const long MostBytes = ScanBounds.Bytes + Bounds.Upload;

    private const string Page = "/c/{company}/verify";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Page, (AsReader scope, string? link) => Show.Page<VerifyPage, VerifyModel>(scope, new VerifyModel(link ?? "")));
        pages.MapPost(Page, (AsReader scope, CancellationToken stop) =>
        {
            var asked = new AskedOfCodes(scope.Context.Request.Form);
            return Attempt.OrAgainAsync(async () =>
            {
                var verified = await scope.Office.VerifyCodes.AskAsync([scope.Company], asked.Of(scope.Company), stop);
                return Show.Page<VerifyPage, VerifyModel>(scope, new VerifyModel(asked.Links) { Verified = verified, Online = asked.Online });
            }, findings => Show.Page<VerifyPage, VerifyModel>(scope, new VerifyModel(asked.Links) { Findings = findings, Online = asked.Online },
                Show.StatusOf(findings)));
        }).WithMetadata(new Uploads(MostBytes), new AuditWords("Sprawdzono kody na fakturze", "Verified the codes of an invoice"));
        pages.MapPost(Page + "/watch", (AsIssuer scope, [FromForm] string? link, [FromForm] string? number) =>
        {
            var code = CodeLink.Read(link ?? "") ?? throw new RefusedException(AskedOfCodes.Nothing);
            var watched = scope.Office.WatchedInvoices.Watch(scope.Company, code, number is { Length: > 0 } ? number : null);
            var until = scope.Office.WatchedInvoices.DeadlineOf(scope.Company, watched);
            return scope.Context.Then(scope.At("verify"), new Notice(until is { } day
                ? new($"Pilnujemy tej faktury: jeśli minie {day:yyyy-MM-dd}, będzie z tego zadanie.",
                    $"This invoice is watched: when {day:yyyy-MM-dd} has passed, it becomes a task.")
                : new("Pilnujemy tej faktury.", "This invoice is watched.")));
        }).DisableAntiforgery().WithMetadata(new AuditWords("Zaczęto pilnować faktury spoza KSeF", "Began to watch an invoice that came outside KSeF"));
    }
}

/// <summary>What stands in the form.</summary>
internal sealed class AskedOfCodes(IFormCollection form)
{
    private const int LongestNumber = 256;

    /// <summary>Links, each in a line of its own.</summary>
    public string Links { get; } = form["link"].ToString();

    /// <summary>KSeF is asked too.</summary>
    public bool Online { get; } = form["online"] == "yes";

    public static Finding Nothing => new("INK-VERIFY-007", "Wybierz plik albo wklej odnośnik z kodu.", "Choose a file, or paste the link of a code.")
    { Path = "link" };

    /// <summary>As a question about a company's codes: a supplier's invoice belongs to the same KSeF.</summary>
    /// <exception cref="RefusedException">INK-VERIFY-007: there is nothing to verify.</exception>
    public CodeQuestion Of(Company company)
    {
        string[] links = [.. Links.Split((char[])['\r', '\n', ' '], StringSplitOptions.RemoveEmptyEntries)];
        List<BroughtDocument> files = [.. form.Files.Where(one => one.Name is "file" or "photo" && one.Length > 0)
            .Select(one => new BroughtDocument(NameOf(one), Bytes(one)))];
        if (links.Length + files.Count == 0) throw new RefusedException(Nothing);
        return new CodeQuestion
        {
            Links = links,
            Files = files,
            Certificate = form.Files["certificate"] is { Length: > 0 } certificate ? Bytes(certificate) : default(ReadOnlyMemory<byte>?),
            Environment = company.Environment,
            Online = Online,
        };
    }

    private static string NameOf(IFormFile file) => file.FileName.Length <= LongestNumber ? file.FileName : file.FileName[..LongestNumber];

    private static byte[] Bytes(IFormFile file)
    {
        var bytes = new byte[file.Length];
        using var stream = file.OpenReadStream();
        stream.ReadExactly(bytes);
        return bytes;
    }
}

/// <summary>The page.</summary>
/// <param name="Links">What stands in the field for links.</param>
public sealed record VerifyModel(string Links)
{
    /// <summary>What came of it; null: nothing was asked.</summary>
    public VerifiedCodes? Verified { get; init; }

    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>KSeF is to be asked, or was.</summary>
    public bool Online { get; init; } = true;
}
