using System.Buffers.Binary;
using System.Text;

namespace Inkaust.Office;

/// <summary>
/// What a secret is sealed for, or a row is vouched for: its kind and everything it belongs to. It opens for nothing else, so that whoever writes the
/// database can neither give it to somebody else nor send it elsewhere. Each kind is made in one place, beside the table that holds it.
/// </summary>
public readonly record struct SealPurpose
{
    // Former purposes were plain text and never began so: what was sealed for one of them opens for none of these.
    private const string Beginning = "\0inkaust/2";

    private readonly byte[] bound;

    private SealPurpose(string what, byte[] bound) => (What, this.bound) = (what, bound);

    /// <summary>The kind of secret, in a word that says nothing of whose it is.</summary>
    public string What { get; }

    /// <summary>What is bound, octet for octet.</summary>
    internal ReadOnlySpan<byte> Bound => bound;

    /// <summary>A purpose. No two different lists of values are the same purpose.</summary>
    /// <param name="what">The kind of secret.</param>
    /// <param name="belongsTo">Everything it belongs to, always in the same order.</param>
    internal static SealPurpose Of(string what, params ReadOnlySpan<string> belongsTo)
    {
        using var bound = new MemoryStream();
        Add(bound, Beginning);
        Add(bound, what);
        foreach (var one in belongsTo) Add(bound, one);
        return new SealPurpose(what, bound.ToArray());
    }

    /// <summary>What older programs sealed for. <see cref="ResealSecrets"/> opens such a row once, and nobody else does.</summary>
    internal static SealPurpose Former(string text) => new("former", Encoding.UTF8.GetBytes(text));

    // Its length first: values that hold each other's ends cannot be shifted.
    private static void Add(MemoryStream bound, string value)
    {
        var octets = Encoding.UTF8.GetBytes(value);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, octets.Length);
        bound.Write(length);
        bound.Write(octets);
    }
}
