using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Inkaust.Invoices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Inkaust.Ksef;

/// <summary>What the page behind a code said.</summary>
/// <param name="IsFound">KOD I: the invoice is in KSeF; null: the page did not say, or it is a KOD II.</param>
/// <param name="KsefNumber">Its number, or that of the invoice that took its place.</param>
/// <param name="IsCorrected">KOD I: it was refused, and a technically corrected file took its place (LAW 61).</param>
/// <param name="Checks">KOD II: its four questions; empty where the page is none that programs read.</param>
public sealed record PageAnswer(bool? IsFound, KsefNumber? KsefNumber, bool IsCorrected, IReadOnlyList<PageCheck> Checks)
{
    /// <summary>The page said nothing that can be relied on.</summary>
    public static PageAnswer Nothing { get; } = new(null, null, false, []);
}

/// <summary>One question that the page behind KOD II answers.</summary>
/// <param name="Name"><c>certificate</c>, <c>signature</c>, <c>issuer</c> or <c>seller</c>.</param>
/// <param name="Passed">The answer.</param>
/// <param name="Words">In words.</param>
public sealed record PageCheck(string Name, bool Passed, Wording Words);

/// <summary>
/// Opens the page behind a code as a telephone would: one request, of a KSeF that is known by name, at an address made from what was read and never
/// from the text of the code. The pages of the ministry are made for people (LAW 109, 113): only sentences that are known are understood.
/// </summary>
/// <param name="http">From <see cref="KsefClient.NewHttpClient"/>.</param>
/// <param name="clock">The time.</param>
/// <param name="log">Hears of every request, never of what stands in its address.</param>
public sealed partial class AskVerificationPage(HttpClient http, TimeProvider clock, ILogger? log = null)
{
    private const int LargestPage = 1_000_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Wire wire = new(http, clock, log ?? NullLogger.Instance);

    /// <summary>Asks about a code.</summary>
    /// <param name="environment">Which KSeF.</param>
    /// <param name="link">A code of it.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>Null when nobody answered, or the code cannot be read.</returns>
    public async Task<PageAnswer?> AskAsync(KsefEnvironment environment, CodeLink link, CancellationToken stop = default)
    {
        if (AddressOf(environment, link) is not { } address) return null;
        using var limit = new CancellationTokenSource(Patience, clock);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html", 0.9));
        try
        {
            return await wire.SendAsync(request, "/qr/…", ReadAsync, patience.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (IOException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private static Uri? AddressOf(KsefEnvironment environment, CodeLink link) => link switch
    {
        { Kind: CodeKind.KodI, Seller: { } seller, IssueDate: { } date, Hash: { } hash } => VerificationLinks.KodI(environment, seller, date, hash),
        { Kind: CodeKind.KodII, Seller: { } seller, Context: { } context, Serial: { } serial, Hash: { } hash, Signature: { } signature } =>
            VerificationLinks.SignedKodII(environment, context, seller, serial, hash, signature),
        _ => null,
    };

    private static async Task<PageAnswer> ReadAsync(HttpResponseMessage answer, CancellationToken stop)
    {
        if (answer.StatusCode != HttpStatusCode.OK) return PageAnswer.Nothing;
        var body = new byte[LargestPage];
        using var stream = await answer.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
        var length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, stop).ConfigureAwait(false);
        return answer.Content.Headers.ContentType?.MediaType == "application/json"
            ? OfJson(body.AsMemory(0, length)) : OfPage(Encoding.UTF8.GetString(body, 0, length));
    }

    internal static PageAnswer OfJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return PageAnswer.Nothing;
            var corrected = root.TryGetProperty("correctedBy", out var by) && by.ValueKind == JsonValueKind.Object ? by : (JsonElement?)null;
            var number = KsefNumber.TryParse(Text(corrected ?? root, "ksefNumber"), out var parsed) ? parsed : (KsefNumber?)null;
            bool? found = root.TryGetProperty("found", out var is_) && is_.ValueKind is JsonValueKind.True or JsonValueKind.False ? is_.GetBoolean() : null;
            return new PageAnswer(found, number, corrected is not null, [.. Checks(root)]);
        }
        catch (JsonException)
        {
            return PageAnswer.Nothing;
        }
    }

    private static IEnumerable<PageCheck> Checks(JsonElement root)
    {
        if (!root.TryGetProperty("checks", out var checks) || checks.ValueKind != JsonValueKind.Array) yield break;
        foreach (var one in checks.EnumerateArray().Take(10))
        {
            if (one.ValueKind != JsonValueKind.Object || Text(one, "name") is not { } name || Text(one, "pl") is not { } pl || Text(one, "en") is not { } en
                || !one.TryGetProperty("passed", out var passed) || passed.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) continue;
            yield return new PageCheck(name, passed.GetBoolean(), new(pl, en));
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: <= 500 } text ? text : null;

    // The sentences of LAW 109 and 113; letters may be written as entities.
    internal static PageAnswer OfPage(string page)
    {
        var text = Blanks().Replace(WebUtility.HtmlDecode(Tags().Replace(page, " ")), " ");
        if (text.Contains("Faktura nie została znaleziona", StringComparison.OrdinalIgnoreCase)) return PageAnswer.Nothing with { IsFound = false };
        if (text.Contains("Faktura znajduje się w KSeF", StringComparison.OrdinalIgnoreCase))
        {
            var number = Number().Match(text) is { Success: true } match && KsefNumber.TryParse(match.Value, out var parsed) ? parsed : (KsefNumber?)null;
            return new PageAnswer(true, number, false, []);
        }
        const string May = "Wystawca posiada uprawnienia do wystawienia faktury", MayNot = "Wystawca nie posiada uprawnień do wystawiania faktur";
        if (text.Contains(MayNot, StringComparison.OrdinalIgnoreCase))
            return PageAnswer.Nothing with { Checks = [new("issuer", false, new($"{MayNot}.", "The issuer has no right to issue invoices."))] };
        return text.Contains(May, StringComparison.OrdinalIgnoreCase)
            ? PageAnswer.Nothing with { Checks = [new("issuer", true, new($"{May}.", "The issuer has the right to issue the invoice."))] }
            : PageAnswer.Nothing;
    }

    [GeneratedRegex("<[^>]{0,2000}>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex("[0-9]{10}-[0-9]{8}-[0-9A-F]{12}-[0-9A-F]{2}")]
    private static partial Regex Number();
}
