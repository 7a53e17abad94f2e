using System.Net;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Scenarios.Web;

/// <summary>Two slots, a token, and what may go wrong with files.</summary>
public sealed class CertificatePagesTests
{
    [Fact]
    public async Task Both_slots_are_empty_at_first_and_one_button_fills_them()
    {
        await using var house = await WebHouse.OpenAsync();
        using var anna = house.Visitor(house.Account());
        var page = await anna.GetAsync(At(house));
        Assert.Contains("Nie ma żadnego.", page.Words("main"));
        page = await anna.FollowAsync((await anna.SubmitAsync(page, "main .head-line button")).Location!.ToString());
        Assert.Equal(2, page.Document.QuerySelectorAll(".columns .chip-good").Length);
        Assert.Contains("Oba są ważne.", page.Words("main"));
        foreach (var one in house.Office.LookAtCertificates.Of([house.Company]).Where(one => one.Kind != CertificateKind.Seal)) Assert.Contains(one.Serial!, page.Text);
        page = await anna.SubmitAsync(page, $"form[action='{At(house)}/test'] button");
        Assert.Contains("KOD II podpisany", page.Words("main"));
    }

    [Fact]
    public async Task A_renewed_certificate_stands_beside_the_old_one()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        using var anna = house.Visitor(house.Account());
        var before = house.Office.LookAtCertificates.Of([house.Company]).Single(one => one.Kind == CertificateKind.Offline);
        await anna.SubmitAsync(await anna.GetAsync(At(house)), "section[aria-labelledby=offline] form[action$='/renew'] button");
        Assert.Equal(2, house.Office.LookAtCertificates.Of([house.Company]).Count(one => one.Kind == CertificateKind.Offline));
        Assert.Contains(before.Serial!, (await anna.GetAsync(At(house))).Words("section[aria-labelledby=offline] details"));
    }

    [Fact]
    public async Task One_that_an_invoice_needs_is_revoked_only_when_its_key_has_leaked()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        using var anna = house.Visitor(house.Account());
        await house.Stage.FaultAsync("line-cut", "* /v2/sessions*"); // Else it would be sent by itself.
        var waiting = await house.Stage.IssueAsync(ModeWish.Offline);
        var serial = house.Office.LookAtCertificates.Of([house.Company]).Single(one => one.Kind == CertificateKind.Offline).Serial!;
        var page = await anna.GetAsync($"{At(house)}/{serial}/revoke");
        Assert.Contains(waiting.Number, page.Words("main"));
        page = await anna.SubmitAsync(page, "main form", ("reason", "superseded"));
        Assert.Contains("INK-CERT-010", page.Text);
        page = await anna.SubmitAsync(page, "main form", ("reason", "keycompromise"));
        Assert.Equal(At(house), page.Location!.ToString());
        Assert.Equal("Revoked", house.Office.LookAtCertificates.Of([house.Company]).Single(one => one.Serial == serial).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync($"{At(house)}/0123456789ABCDEF/revoke")).Status);
    }

    [Fact]
    public async Task A_certificate_comes_from_files_with_its_password_and_a_wrong_one_is_said()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        using var anna = house.Visitor(house.Account());
        var own = house.Office.LookAtCertificates.Of([house.Company]).Single(one => one.Kind == CertificateKind.Authentication);
        var exported = house.Office.ExportCertificate.WithPassword(house.Company, own, "dobre-haslo-1");
        await using var other = await WebHouse.OpenAsync();
        using var eva = other.Visitor(other.Account());

        async Task<SeenPage> BringAsync(string password) => await eva.SendAsync(new HttpRequestMessage(HttpMethod.Post, At(other) + "/files")
        {
            Content = new MultipartFormDataContent
            {
                { new StringContent((await eva.GetAsync(At(other))).Find("input[name=token]")!.GetAttribute("value")!), "token" },
                { new StringContent(exported.Certificate), "certificate", "a.crt" },
                { new StringContent(exported.EncryptedKey), "key", "a.key" },
                { new StringContent(password), "password" },
            },
        });

        Assert.Contains("INK-CERT-021", (await BringAsync("zle-haslo-1")).Text);
        Assert.Equal(HttpStatusCode.Redirect, (await BringAsync("dobre-haslo-1")).Status);
        Assert.Equal(own.Serial, Assert.Single(other.Office.LookAtCertificates.Of([other.Company])).Serial);
    }

    [Fact]
    public async Task A_file_of_a_megabyte_is_not_read()
    {
        await using var house = await WebHouse.OpenAsync();
        using var anna = house.Visitor(house.Account());
        var token = (await anna.GetAsync(At(house))).Find("input[name=token]")!.GetAttribute("value")!;
        var answer = await anna.SendAsync(new HttpRequestMessage(HttpMethod.Post, At(house) + "/files")
        {
            Content = new MultipartFormDataContent { { new StringContent(token), "token" }, { new ByteArrayContent(new byte[1_000_000]), "certificate", "big" } },
        });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
    }

    [Fact]
    public async Task A_token_is_kept_and_removed()
    {
        await using var house = await WebHouse.OpenAsync();
        using var anna = house.Visitor(house.Account());
        var token = $"20261209-EC-0000000000-0000000000-00|nip-{house.Company.Nip}|{new string('a', 64)}";
        var page = await anna.FollowAsync((await anna.SubmitAsync(await anna.GetAsync(At(house)), "input[name=ksef-token]", ("ksef-token", token))).Location!.ToString());
        Assert.Contains("Jest tu token KSeF", page.Words("main"));
        Assert.DoesNotContain(token, page.Text);
        page = await anna.FollowAsync((await anna.SubmitAsync(page, "form[action$='/token/remove'] button")).Location!.ToString());
        Assert.Contains("Nie ma tokenu KSeF.", page.Words("main"));
    }

    [Fact]
    public async Task A_reader_sees_the_certificates_and_changes_nothing()
    {
        await using var house = await WebHouse.OpenAsync(ready: true);
        using var jan = house.Visitor(house.Account("Jan Widz", Role.Reader));
        var page = await jan.GetAsync(At(house));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Null(page.Find("main form"));
        var token = page.Find("input[name=token]")!.GetAttribute("value")!;
        foreach (var deed in new[] { "enrol", "renew", "files", "test", "token", "token/remove" })
            Assert.Equal(HttpStatusCode.Forbidden, (await jan.PostAsync($"{At(house)}/{deed}", ("token", token))).Status);
    }

    private static string At(WebHouse house) => $"/c/{house.Company.Id}/certificates";
}
