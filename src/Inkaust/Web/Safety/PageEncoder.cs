using System.Text.Encodings.Web;
using System.Text.Unicode;
using Inkaust.Invoices;

namespace Inkaust.Web.Safety;

/// <summary>
/// The way out to pages: Polish letters stand as they are, because pages are UTF-8; what turns the direction of writing is shown as U+FFFD, because a
/// reference to it would turn it just the same.
/// </summary>
internal sealed class PageEncoder : HtmlEncoder
{
    private const char Unprintable = '\uFFFD';

    private static readonly HtmlEncoder Letters = Create(UnicodeRanges.All);

    public override int MaxOutputCharactersPerInputCharacter => Letters.MaxOutputCharactersPerInputCharacter;

    public override bool WillEncode(int unicodeScalar) => Turns(unicodeScalar) || Letters.WillEncode(unicodeScalar);

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var first = Letters.FindFirstCharacterToEncode(text, textLength);
        for (var i = 0; i < (first < 0 ? textLength : first); i++)
            if (Untrusted.TurnsDirection(text[i])) return i;
        return first;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        if (!Turns(unicodeScalar)) return Letters.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
        numberOfCharactersWritten = Math.Min(bufferLength, 1);
        if (bufferLength > 0) *buffer = Unprintable;
        return bufferLength > 0;
    }

    private static bool Turns(int scalar) => scalar <= char.MaxValue && Untrusted.TurnsDirection((char)scalar);
}
