using Inkaust.Office;

namespace Inkaust.Tests.Unit.Certificates;

/// <summary>What a sign-in was allowed when KSeF last said so (LAW 80).</summary>
public sealed class RightsTests : IDisposable
{
    private readonly Cabinet cabinet = new();

    public void Dispose() => cabinet.Dispose();

    [Theory]
    [InlineData(true, "Owner")]
    [InlineData(true, "InvoiceWrite")]
    [InlineData(true, "InvoiceRead", "InvoiceWrite")]
    [InlineData(false, "InvoiceRead")]
    [InlineData(false, "CredentialsManage", "Introspection")]
    [InlineData(false)]
    public void An_owner_and_whoever_may_write_invoices_may_issue(bool may, params string[] permissions)
    {
        var rights = new Rights(cabinet.Database, cabinet.Clock);
        Assert.Null(rights.Of(Cabinet.Ours.Id));
        rights.Note(Cabinet.Ours, ["Owner", "InvoiceWrite"]);
        cabinet.Clock.Advance(TimeSpan.FromHours(3));
        rights.Note(Cabinet.Ours, permissions);
        var seen = rights.Of(Cabinet.Ours.Id)!;
        Assert.Equal(permissions, seen.Permissions);
        Assert.Equal((may, cabinet.Now), (seen.MayIssue, seen.ReadAt));
        Assert.Null(rights.Of(Cabinet.Theirs.Id));
    }
}
