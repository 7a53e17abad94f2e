namespace Inkaust.Ksef;

/// <summary>JSON as people save it: editors of some systems put a byte order mark before it.</summary>
internal static class JsonFile
{
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) => utf8 is [0xEF, 0xBB, 0xBF, ..] ? utf8[3..] : utf8;
}
