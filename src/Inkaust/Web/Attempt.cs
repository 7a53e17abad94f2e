using Inkaust.Invoices;
using Inkaust.Ksef;
using Microsoft.AspNetCore.Http;

namespace Inkaust.Web;

/// <summary>A deed that may be refused, with a page that says why where it was asked for.</summary>
internal static class Attempt
{
    /// <summary>Does it.</summary>
    /// <param name="deed">What is done, and the answer when it went well.</param>
    /// <param name="again">The page from which it was asked for, with what was wrong.</param>
    public static async Task<IResult> OrAgainAsync(Func<Task<IResult>> deed, Func<IReadOnlyList<Finding>, IResult> again)
    {
        try
        {
            return await deed();
        }
        catch (RefusedException refused)
        {
            return again(refused.Findings);
        }
        catch (KsefException ksef)
        {
            return again([ksef.Finding]);
        }
    }

    /// <inheritdoc cref="OrAgainAsync"/>
    public static Task<IResult> OrAgain(Func<IResult> deed, Func<IReadOnlyList<Finding>, IResult> again) =>
        OrAgainAsync(() => Task.FromResult(deed()), again);
}
