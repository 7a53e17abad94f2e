using Inkaust.Invoices;

namespace Inkaust.Tests.Invoices;

public sealed class InvoiceHashTests
{
    // SHA-256 of no bytes and of "abc" (FIPS 180-4).
    private const string OfNothing = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", OfNothingInLinks = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU";

    [Fact]
    public void The_hash_is_SHA_256_in_both_forms()
    {
        var hash = InvoiceHash.Of([]);
        Assert.Equal((OfNothing, OfNothingInLinks, OfNothingInLinks), (hash.Base64, hash.Base64Url, hash.ToString()));
        Assert.Equal("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", InvoiceHash.Of("abc"u8).Base64);
        Assert.NotEqual(InvoiceHash.Of("abc"u8), hash);
    }

    [Theory]
    [InlineData("as the API writes it", OfNothing)]
    [InlineData("as links carry it", OfNothingInLinks)]
    [InlineData("as links carry it, filled up", OfNothingInLinks + "=")]
    [InlineData("as the API writes it, not filled up", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU")]
    public void Either_form_is_read(string what, string text)
    {
        Assert.True(InvoiceHash.TryParse(text, out var hash), what);
        Assert.Equal(InvoiceHash.Of([]), hash);
        Assert.Equal(OfNothing, InvoiceHash.Parse(text).Base64);
    }

    [Theory]
    [InlineData("nothing", null)]
    [InlineData("empty", "")]
    [InlineData("42 signs", "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuF")]
    [InlineData("45 signs", OfNothing + "=")]
    [InlineData("33 bytes", OfNothingInLinks + "A")]
    [InlineData("32 bytes in hexadecimal", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("a sign that is not of Base64", "47DEQpj8HBSa.+TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData("29 bytes and blanks", "47DEQpj8HBSa    mW-5JCeuQeRkm5NMpJWZG3hSuFU")]
    [InlineData("filled up in the middle", "47DEQpj8HBSa-_TImW=5JCeuQeRkm5NMpJWZG3hSuFU")]
    public void What_is_no_hash_is_refused(string what, string? text)
    {
        Assert.False(InvoiceHash.TryParse(text, out var hash), what);
        Assert.Equal(("", ""), (hash.Base64, hash.ToString()));
    }

    [Fact]
    public void A_refusal_names_what_was_written() =>
        Assert.Equal("'abc' is not a SHA-256 hash in Base64 or Base64URL.", Assert.Throws<FormatException>(() => InvoiceHash.Parse("abc")).Message);
}
