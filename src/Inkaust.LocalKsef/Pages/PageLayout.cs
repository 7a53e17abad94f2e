using System.Text;
using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

internal enum Tone { Good, Waiting, Bad }

/// <summary>The frame of both pages: self-contained, readable on a phone, Polish with English below.</summary>
internal static class PageLayout
{
    private const string Style = """
        :root{color-scheme:light dark;--ground:#f4f2ee;--sheet:#fff;--ink:#1d2430;--soft:#5b6472;--line:#dcd8d0;
        --good:#17653a;--wait:#8a5a00;--bad:#a11d2b}
        @media(prefers-color-scheme:dark){:root{--ground:#14171c;--sheet:#1c2027;--ink:#eceef1;--soft:#a2abb8;--line:#353b45;
        --good:#6fcf97;--wait:#e6b450;--bad:#ff8a94}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
        main{max-width:40rem;margin:0 auto;padding:1rem}
        article{background:var(--sheet);border:1px solid var(--line);border-top:6px solid var(--tone);border-radius:10px;padding:1.25rem}
        h1{font-size:1.5rem;line-height:1.25;margin:0;color:var(--tone)}.en{color:var(--soft);font-size:.9rem;margin:.1rem 0 0}
        dl{margin:1.25rem 0 0}
        dt{color:var(--soft);font-size:.85rem;margin-top:.75rem}dd{margin:0;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
        ol{list-style:none;margin:1.25rem 0 0;padding:0}li{padding:.75rem 0 .75rem 2rem;border-top:1px solid var(--line);position:relative}
        li p{margin:0}li::before{position:absolute;left:.25rem;font-weight:700}
        li.yes::before{content:"✓";color:var(--good)}li.no::before{content:"✗";color:var(--bad)}
        h2{font-size:1.1rem;margin:1.5rem 0 .5rem}h2 span,label span,button span{color:var(--soft);font-weight:400}label{display:block;margin:.6rem 0}
        input,select{display:block;width:100%;font:inherit;padding:.5rem;border:1px solid var(--line);border-radius:6px;
        background:var(--ground);color:var(--ink)}
        button{font:inherit;padding:.6rem 1rem;margin-top:.6rem;border:1px solid var(--line);border-radius:6px;
        background:var(--sheet);color:var(--ink)}
        a{color:inherit}footer{color:var(--soft);font-size:.8rem;padding:1rem .25rem}
        """;

    public static string Text(string? text) => Untrusted.ForHtml(text ?? "");

    /// <summary>A whole page; <paramref name="content"/> is HTML whose texts are escaped already.</summary>
    public static string Write(Tone tone, Wording title, string content)
    {
        var colour = tone switch { Tone.Good => "var(--good)", Tone.Waiting => "var(--wait)", _ => "var(--bad)" };
        return new StringBuilder("<!doctype html><html lang=pl><head><meta charset=utf-8>")
            .Append("<meta name=viewport content=\"width=device-width,initial-scale=1\">")
            .Append("<meta name=robots content=noindex><title>").Append(Text(title.Pl)).Append(" - lokalny KSeF</title>")
            .Append("<style>").Append(Style).Append("</style></head>")
            .Append("<body><main><article style=\"--tone:").Append(colour).Append("\"><h1>").Append(Text(title.Pl)).Append("</h1>")
            .Append("<p class=en lang=en>").Append(Text(title.En)).Append("</p>")
            .Append(content)
            .Append("</article><footer>Lokalny KSeF do prób i testów, bez mocy prawnej.<br>")
            .Append("<span lang=en>A local KSeF for trials and tests, without legal force.</span></footer></main></body></html>")
            .ToString();
    }

    public static string Terms(params IEnumerable<(string Pl, string En, string? Value)> terms) =>
        "<dl>" + string.Concat(terms.Where(term => term.Value is not null)
        .Select(term => $"<dt>{Text(term.Pl)} <span lang=en>/ {Text(term.En)}</span></dt><dd>{Text(term.Value)}</dd>")) + "</dl>";
}
