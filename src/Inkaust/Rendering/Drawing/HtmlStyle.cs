using Inkaust.Rendering.Pdf;

namespace Inkaust.Rendering.Drawing;

/// <summary>The look of a document in a browser, on a phone and on paper.</summary>
internal static class HtmlStyle
{
    public static string Sheet(Colour accent) => $$"""
        :root { color-scheme: light; }
        body { margin: 0; background: #eceff1; }
        .document { --accent: {{accent}}; box-sizing: border-box; max-width: 60rem; margin: 0 auto; padding: 2rem clamp(1rem, 4vw, 3rem); background: #fff;
          color: #111; font: 0.95rem/1.4 "Liberation Sans", Arial, Helvetica, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
        .document header { display: flex; flex-wrap: wrap; gap: 1.5rem; align-items: flex-start; }
        .document header > div { flex: 1 1 18rem; }
        .document h1 { margin: 0 0 0.5rem; color: var(--accent); font-size: 1.9rem; line-height: 1.2; }
        .document h1 span { display: block; color: #111; font-size: 1.2rem; }
        .document h2 { margin: 1.4rem 0 0.4rem; padding-bottom: 0.2rem; border-bottom: 1px solid var(--accent); color: var(--accent); font-size: 1.05rem; }
        .document h3 { margin: 0.9rem 0 0.2rem; color: var(--accent); font-size: 0.95rem; }
        .document p { margin: 0.15rem 0; }
        .document .strong { font-weight: 700; }
        .document .quiet, .document small { color: #555; font-size: 0.8rem; }
        .document small { display: block; }
        .document .logo { max-height: 3.5rem; max-width: 15rem; margin-bottom: 0.6rem; }
        .document .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 0 2rem; }
        .document dl { display: grid; grid-template-columns: fit-content(45%) 1fr; gap: 0.1rem 0.9rem; margin: 0.2rem 0; }
        .document dl > div { display: contents; }
        .document dt { color: #555; }
        .document dd { margin: 0; }
        .document dd, .document td { unicode-bidi: isolate; }
        .document .table { overflow-x: auto; }
        .document table { width: 100%; border-collapse: collapse; font-size: 0.9rem; overflow-wrap: normal; }
        .document th { padding: 0.3rem 0.5rem; background: #ececec; font-size: 0.78rem; text-align: left; vertical-align: bottom; }
        .document td { padding: 0.3rem 0.5rem; border-bottom: 1px solid #bbb; vertical-align: top; }
        .document .number { text-align: right; font-variant-numeric: tabular-nums; }
        .document tr.quiet td { font-size: inherit; }
        .document .total { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 1rem; margin: 0.8rem 0; padding: 0.6rem 0.9rem;
          border-left: 4px solid var(--accent); background: #eee; font-weight: 700; }
        .document .total strong { font-size: 1.25rem; }
        .document figure { margin: 0; text-align: center; }
        .document figure p { color: #555; font-size: 0.78rem; }
        .document figure svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
        .document figcaption { font-size: 0.75rem; font-weight: 700; }
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
          .document h2, .document h3 { break-after: avoid; }
        }
        """;
}
