namespace Inkaust.Tests.Unit.Scan;

/// <summary>A file with something of it changed, cut or said twice; the same number makes the same file.</summary>
internal static class Mutant
{
    private static readonly byte[] Telling = [0, 1, 0x7F, 0x80, 0xFF, (byte)'<', (byte)'>', (byte)'[', (byte)'(', (byte)'9', (byte)' ', (byte)'R'];

    public static byte[] Of(byte[] file, uint number)
    {
        var state = (number * 2654435761) + 1;
        uint Next(int below)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            return state % (uint)Math.Max(1, below);
        }
        var mutant = (byte[])file.Clone();
        for (var deeds = 1 + Next(6); deeds > 0; deeds--)
        {
            var at = (int)Next(mutant.Length);
            switch (Next(6))
            {
                case 0: mutant[at] = (byte)Next(256); break;
                case 1: mutant[at] = Telling[Next(Telling.Length)]; break;
                case 2: mutant[at] ^= (byte)(1 << (int)Next(8)); break;
                case 3: mutant = mutant[..Math.Max(1, at)]; break;
                case 4:
                    var length = (int)Next(Math.Min(64, mutant.Length - at));
                    mutant = [.. mutant[..at], .. mutant[(at + length)..]];
                    if (mutant.Length == 0) return [0];
                    break;
                default:
                    var again = mutant.AsSpan(at, (int)Next(Math.Min(256, mutant.Length - at))).ToArray();
                    mutant = [.. mutant[..at], .. again, .. mutant[at..]];
                    break;
            }
        }
        return mutant;
    }
}
