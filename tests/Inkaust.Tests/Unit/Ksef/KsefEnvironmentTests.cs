using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Tests.Unit.Ksef;

public sealed class KsefEnvironmentTests
{
    [Fact]
    public void Only_production_is_production() => Assert.Equal(
        [false, false, true, false],
        new[] { KsefEnvironment.Test, KsefEnvironment.Demo, KsefEnvironment.Production, Local }.Select(environment => environment.IsProduction));

    [Fact]
    public void Self_signed_certificates_are_for_test_and_local_only() => Assert.Equal(
        [true, false, false, true],
        new[] { KsefEnvironment.Test, KsefEnvironment.Demo, KsefEnvironment.Production, Local }.Select(environment => environment.AcceptsSelfSigned));

    [Fact]
    public void The_frozen_Latarnia_of_the_test_environment_is_not_live() => Assert.Equal(
        [false, false, true, true],
        new[] { KsefEnvironment.Test, KsefEnvironment.Demo, KsefEnvironment.Production, Local }.Select(environment => environment.LatarniaIsLive));

    [Theory]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData(" http://127.0.0.1:5080/ ")]
    public void A_local_KSeF_has_everything_under_one_base_address(string text)
    {
        var local = KsefEnvironment.Parse(text);
        Assert.Equal("http://127.0.0.1:5080/v2", local.Api.AbsoluteUri);
        Assert.Equal("http://127.0.0.1:5080/qr", local.Qr.AbsoluteUri);
        Assert.Equal("http://127.0.0.1:5080/", local.Latarnia!.AbsoluteUri);
        Assert.Equal(Local, local);
    }

    [Fact]
    public void The_named_environments_are_read_in_any_case()
    {
        Assert.Same(KsefEnvironment.Test, KsefEnvironment.Parse("TEST"));
        Assert.Same(KsefEnvironment.Demo, KsefEnvironment.Parse("demo"));
        Assert.Same(KsefEnvironment.Production, KsefEnvironment.Parse("Production"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("prod")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("/local")]
    [InlineData("http://user:password@127.0.0.1")]
    [InlineData("https://api.ksef.mf.gov.pl")]
    [InlineData("https://api-test.ksef.mf.gov.pl/v2")]
    public void Anything_else_is_refused(string text)
    {
        var refused = Assert.Throws<RefusedException>(() => KsefEnvironment.Parse(text));
        Assert.Equal("INK-KSEF-020", refused.Findings.Single().Code);
    }

    [Fact]
    public void Demo_has_no_Latarnia()
    {
        using var http = new HttpClient(new ScriptedKsef());
        Assert.Null(new KsefClient(http, KsefEnvironment.Demo, TimeProvider.System).Latarnia);
    }

    private static KsefEnvironment Local => KsefEnvironment.Local(new Uri("http://127.0.0.1:5080"));
}
