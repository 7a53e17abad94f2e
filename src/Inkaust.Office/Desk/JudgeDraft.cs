using Inkaust.Invoices;
using Inkaust.Print;

namespace Inkaust.Office;

/// <summary>What is to be said of a draft at this moment.</summary>
/// <param name="Findings">Everything that is wrong with it.</param>
/// <param name="Totals">Its sums; null while they cannot be counted.</param>
/// <param name="Currency">Its currency.</param>
public sealed record DraftJudgement(IReadOnlyList<Finding> Findings, Totals? Totals, string Currency);

/// <summary>Judges and draws what somebody writes; nothing is kept, and no code is signed.</summary>
public sealed class JudgeDraft(NumberSeries series, TimeProvider clock)
{
    /// <summary>Says everything that is wrong with it.</summary>
    public DraftJudgement Of(Company company, DraftContent content)
    {
        var sums = content.Sums();
        try
        {
            var judged = Judged(company, content);
            return new DraftJudgement(judged.Findings, sums?.Totals, sums?.Currency ?? "PLN");
        }
        catch (RefusedException unread)
        {
            return new DraftJudgement(unread.Findings, sums?.Totals, sums?.Currency ?? "PLN");
        }
    }

    /// <summary>The print of it, as a page of HTML, marked as a preview and without codes.</summary>
    /// <exception cref="RefusedException">It is not complete enough to be drawn.</exception>
    public string Html(Company company, DraftContent content, PrintLanguages languages)
    {
        var judged = Judged(company, content);
        if (judged.File is not { } file) throw new RefusedException(judged.Findings);
        return InvoiceHtml.Draw(Fa3Invoice.Read(file), [], new PrintOptions { Languages = languages, Stamp = PrintStamp.Preview });
    }

    private JudgedDraft Judged(Company company, DraftContent content)
    {
        var now = clock.GetUtcNow();
        var today = PolishTime.DateOf(now);
        var draft = content.As(content.Number ?? series.Next(company, series.Find(company, null), content.IssueDate ?? today));
        return JudgedDraft.Of(
            draft with { IssueDate = draft.IssueDate ?? today, Seller = draft.Seller ?? company.AsSeller() }, now, company.Environment.Kind);
    }
}
