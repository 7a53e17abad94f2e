using Inkaust.Print.Pdf;

namespace Inkaust.Print.Drawing;

/// <summary>The look of a document in a browser, on a phone and on paper.</summary>
internal static class HtmlStyle
{
    public static string Sheet(Colour accent) => $$"""
        :root { color-scheme: light; }
        body { margin: 0; background: #eceff1; }
        .document { --accent: {{accent}}; box-sizing: border-box; max-width: 60rem; margin: 0 auto; padding: 2rem clamp(1rem, 4vw, 3rem);
            background: #fff;
          color: #111; font: 0.95rem/1.4 "Liberation Sans", Arial, Helvetica, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
        .document header { display: flex; flex-wrap: wrap; gap: 1.5em; align-items: flex-start; }
        .document header > div { flex: 1 1 18rem; }
        .document header > .codes { display: flex; flex: 0 1 auto; flex-wrap: wrap; gap: 1.2em; align-items: flex-start; }
        .document h1 { margin: 0 0 0.5em; color: var(--accent); font-size: 1.9em; line-height: 1.2; }
        .document h1 span { display: block; color: #111; font-size: 0.65em; }
        .document h2 { margin: 1.4em 0 0.4em; padding-bottom: 0.2em; border-bottom: 1px solid var(--accent);
            color: var(--accent); font-size: 1.05em; }
        .document h3 { margin: 0.9em 0 0.2em; color: var(--accent); font-size: 0.95em; }
        .document p { margin: 0.15em 0; }
        .document .strong { font-weight: 700; }
        .document .quiet, .document small { color: #555; font-size: 0.85em; }
        .document small { display: block; }
        .document .logo { max-height: 3.5rem; max-width: 15rem; margin-bottom: 0.6em; }
        .document .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 0 2em; }
        .document dl { display: grid; grid-template-columns: fit-content(45%) 1fr; gap: 0.1em 0.9em; margin: 0.2em 0; }
        .document dl > div { display: contents; }
        .document dt { color: #555; }
        .document dd { margin: 0; }
        .document dd, .document td { unicode-bidi: isolate; }
        .document .table { overflow-x: auto; }
        .document table { width: 100%; border-collapse: collapse; font-size: 0.9em; overflow-wrap: normal; }
        .document th { padding: 0.4em 0.6em; background: #ececec; font-size: 0.85em; text-align: left; vertical-align: bottom; }
        .document td { padding: 0.34em 0.51em; border-bottom: 1px solid #bbb; vertical-align: top; }
        .document .table + dl { margin-top: 0.6em; }
        .document .number { text-align: right; font-variant-numeric: tabular-nums; }
        .document tr.quiet { font-size: inherit; }
        .document .total { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.2em 1em; margin: 0.8em 0; padding: 0.6em 0.9em;
          border-left: 4px solid var(--accent); background: #eee; font-weight: 700; }
        .document .total strong { margin-left: auto; font-size: 1.25em; }
        .document figure { margin: 0; text-align: center; }
        .document figure p { color: #555; font-size: 0.78em; }
        .document figure svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
        .document figcaption { font-size: 0.75em; font-weight: 700; }
        .document figure .link { display: block; width: 0; min-width: 100%; margin-top: 0.3em; color: #555; font-size: 0.6em; line-height: 1.25;
          text-align: left; text-decoration: none; overflow-wrap: anywhere; }
        .document .stamp { position: sticky; top: 38vh; z-index: 1; height: 0; margin: 0; pointer-events: none; }
        .document .stamp span { position: absolute; inset: auto 0; color: rgb(200 16 46 / 0.3); font-size: clamp(1.6rem, 7vw, 4.2rem);
          font-weight: 700; line-height: 1.15; text-align: center; rotate: -24deg; }
        @media screen and (max-width: 40rem) {
          .document .cards { overflow: visible; }
          .document .cards table, .document .cards tbody { display: block; }
          .document .cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          .document .cards tr { display: flex; flex-direction: column; margin: 0.6em 0; padding: 0.5em 0.8em;
            border: 1px solid #ccc; border-radius: 6px; }
          .document .cards td { display: block; overflow: hidden; padding: 0.12em 0; border: 0; text-align: right; overflow-wrap: anywhere; }
          .document .cards td:empty { display: none; }
          .document .cards td::before { content: attr(data-label); float: left; margin-right: 1em; color: #555; text-align: left; }
          .document .cards td.name { order: -1; font-weight: 700; text-align: left; }
          .document .cards td.name::before { content: none; }
          .document .cards td small { font-weight: 400; }
        }
        @media (min-width: 45rem) {
          .document dl.wide { grid-template-columns: fit-content(22%) 1fr fit-content(22%) 1fr; }
        }
        @media print {
          @page { size: A4; margin: 14mm; }
          body { background: none; }
          .document { max-width: none; padding: 0; font-size: 8.5pt; }
          .document .table { overflow: visible; }
          .document th, .document .total { print-color-adjust: exact; }
          .document thead { display: table-header-group; }
          .document tr, .document figure, .document .total { break-inside: avoid; }
          .document h2, .document h3, .document :is(dl, p):has(+ .table), .document thead, .document tbody tr:first-child,
          .document tbody tr:nth-last-child(2) { break-after: avoid; }
          .document .columns > div, .document dl > div { break-inside: avoid; }
          .document .stamp { position: fixed; top: 42%; left: 0; right: 0; }
          .document .stamp span { print-color-adjust: exact; }
        }
        """;
}
