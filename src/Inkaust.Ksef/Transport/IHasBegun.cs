namespace Inkaust.Ksef;

/// <summary>An answer that names what began with it: a sign-in, a session, an invoice on its way, an application.</summary>
internal interface IHasBegun
{
    /// <summary>How KSeF calls it from now on.</summary>
    ReferenceNumber ReferenceNumber { get; }
}
