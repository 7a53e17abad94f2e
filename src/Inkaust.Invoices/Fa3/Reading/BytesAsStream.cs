using System.Runtime.InteropServices;

namespace Inkaust.Invoices.Reading;

internal static class BytesAsStream
{
    /// <summary>A stream over the bytes, without a copy where they are an array.</summary>
    public static MemoryStream Of(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);
}
