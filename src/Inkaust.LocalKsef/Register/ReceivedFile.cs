namespace Inkaust.LocalKsef;

/// <summary>An encrypted file that came in, beside what was said about it.</summary>
internal sealed record ReceivedFile(string InvoiceReference, byte[] Content, DeclaredFile Plain, DeclaredFile Encrypted);

/// <summary>What the sender has said about a file.</summary>
internal sealed record DeclaredFile(long Size, string Hash);
