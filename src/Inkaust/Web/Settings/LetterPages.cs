using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Settings;

/// <summary>How a company words its letters to buyers, in both languages, with an example of each.</summary>
internal static class LetterPages
{
    private const string Page = "/c/{company}/settings/letters";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Page, (AsReader scope) => Shown(scope, LettersModel.Of(scope)));
        pages.MapPost(Page, Task<IResult> (AsOwner scope) =>
        {
            var form = scope.Context.Request.Form;
            var language = form["language"] == "en" ? Language.English : Language.Polish;
            var written = new LetterWords(form["subject"].ToString(), form["text"].ToString().Replace("\r\n", "\n"));
            return form["do"].ToString() switch
            {
                // What is shown is kept only when it is saved, so that nobody loses his words by a click.
                "usual" => Attempt.OrAgain(() => Shown(scope, LettersModel.Of(scope).With(language, LetterWords.Usual(language), [])), Again),
                "look" => Attempt.OrAgain(() =>
                {
                    _ = scope.Office.BuyerLetters.Example(scope.Company, language, written);
                    return Shown(scope, LettersModel.Of(scope).With(language, written, []));
                }, Again),
                _ => Attempt.OrAgain(() =>
                {
                    scope.Office.BuyerLetters.Keep(scope.Company, language, written);
                    return scope.Context.Then(scope.At("settings/letters"), new Notice(new("List zapisany.", "The letter is saved.")));
                }, Again),
            };

            IResult Again(IReadOnlyList<Finding> findings) => Shown(scope, LettersModel.Of(scope).With(language, written, findings));
        }).WithMetadata(new AuditWords("Zmieniono list do nabywcy", "Changed the letter to buyers"));
    }

    private static IResult Shown(InCompany scope, LettersModel model) =>
        Show.Page<LettersPage, LettersModel>(scope, model, Show.StatusOf([.. model.Letters.SelectMany(one => one.Findings)]));
}

/// <summary>The letters of a company.</summary>
/// <param name="Letters">One in each language.</param>
/// <param name="Example">What a letter with these words says; null where they cannot be used.</param>
public sealed record LettersModel(IReadOnlyList<WrittenLetter> Letters, Func<Language, LetterWords, LetterWords?> Example)
{
    internal static LettersModel Of(InCompany scope) => new(
        [.. new[] { Language.Polish, Language.English }
            .Select(one => new WrittenLetter(one, scope.Office.BuyerLetters.Of(scope.Company, one), IsSaved: true, []))],
        (language, words) =>
        {
            try
            {
                return scope.Office.BuyerLetters.Example(scope.Company, language, words);
            }
            catch (RefusedException)
            {
                return null;
            }
        });

    internal LettersModel With(Language language, LetterWords words, IReadOnlyList<Finding> findings) => this with
    {
        Letters = [.. Letters.Select(one => one.Language == language ? new(language, words, IsSaved: words == one.Words, findings) : one)],
    };
}

/// <summary>A letter as it stands in its form.</summary>
/// <param name="Language">Its language.</param>
/// <param name="Words">What stands there.</param>
/// <param name="IsSaved">It is what the company uses.</param>
/// <param name="Findings">Why it was refused.</param>
public sealed record WrittenLetter(Language Language, LetterWords Words, bool IsSaved, IReadOnlyList<Finding> Findings);
