using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Inkaust.Ksef;

namespace Inkaust.Tests.Unit.Ksef;

public sealed class LimitsTests
{
    private readonly Desk desk = new();

    [Fact]
    public async Task Limits_of_requests_are_read_group_by_group()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Json(JsonSerializer.Serialize(RateLimits.Usual with { InvoiceSend = new RateLimit(1, 2, 3) }, LimitsJson.Default.RateLimits)));
        var limits = await desk.Client.Limits.RateLimitsAsync(access);
        Assert.Equal(new RateLimit(1, 2, 3), limits.InvoiceSend);
        Assert.Equal(RateLimits.Usual.Other, limits.Of(RequestGroup.Other));
        Assert.Equal("/v2/rate-limits", desk.Wire.Requests.Single().Path);
    }

    [Fact]
    public async Task What_holds_without_a_sign_in_is_kept_to_from_then_on()
    {
        var pacing = new RequestPacing(desk.Clock);
        var access = await desk.SignInAsync();
        var client = new KsefClient(new HttpClient(desk.Wire), desk.Environment, desk.Clock, pacing: pacing);
        desk.Wire.Then(ScriptedKsef.Json("[]"));
        await Assert.ThrowsAsync<Inkaust.Invoices.RefusedException>(() => client.PublicKeys.ForSymmetricKeysAsync());
        desk.Wire.Then(ScriptedKsef.Json(JsonSerializer.Serialize(
            RateLimits.Usual with { Anonymous = new RateLimit(1, 60, 3600), Global = new RateLimit(-1, -1, -1) }, LimitsJson.Default.RateLimits)));
        Assert.True((await client.Limits.RateLimitsAsync(access)).Global!.IsNone);
        Assert.InRange(pacing.WaitFor(access.Context, RequestGroup.Public), TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1001));
    }

    [Fact]
    public async Task How_many_invoices_a_collective_identifier_takes_is_read()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Json("""
            {"onlineSession":{"maxInvoiceSizeInMB":1,"maxInvoiceWithAttachmentSizeInMB":3,"maxInvoices":10000},
             "batchSession":{"maxInvoiceSizeInMB":1,"maxInvoiceWithAttachmentSizeInMB":3,"maxInvoices":10000},
             "collectiveIdentifier":{"maxInvoices":250}}
            """));
        Assert.Equal(250, (await desk.Client.Limits.ContextAsync(access)).CollectiveIdentifier?.MaxInvoices);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"onlineSession":{"perSecond":1}}""")]
    public async Task Limits_that_are_not_all_there_are_no_answer(string json)
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Json(json));
        var unavailable = await Assert.ThrowsAsync<KsefUnavailable>(() => desk.Client.Limits.RateLimitsAsync(access));
        Assert.Equal(Disturbance.Unreadable, unavailable.Disturbance);
    }

    [Fact]
    public async Task Limits_of_a_batch_follow_those_of_the_company()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Json("""
            {"onlineSession":{"maxInvoiceSizeInMB":1,"maxInvoiceWithAttachmentSizeInMB":3,"maxInvoices":10000},
             "batchSession":{"maxInvoiceSizeInMB":5,"maxInvoiceWithAttachmentSizeInMB":7,"maxInvoices":20000}}
            """));
        var limits = BatchLimits.Of(await desk.Client.Limits.ContextAsync(access));
        Assert.Equal((5_000_000, 7_000_000, 20_000, 50), (limits.LargestInvoice, limits.LargestInvoiceWithAttachment, limits.MostInvoices, limits.MostParts));
    }

    [Fact]
    public async Task Limits_of_certificates_may_be_absent()
    {
        var access = await desk.SignInAsync();
        desk.Wire.Then(ScriptedKsef.Json("""{"enrollment":{"maxEnrollments":12},"certificate":null}"""));
        var limits = await desk.Client.Limits.SubjectAsync(access);
        Assert.Equal(12, limits.Enrollment?.MaxEnrollments);
        Assert.Null(limits.Certificate);
    }

    [Fact]
    public void The_usual_limits_and_the_groups_are_those_of_the_official_document()
    {
        var paths = JsonDocument.Parse(File.ReadAllBytes(Checkout.Reference("open-api-2.7.0.json"))).RootElement.GetProperty("paths");
        var compared = 0;
        foreach (var path in paths.EnumerateObject().Where(path => !path.Name.StartsWith("/testdata", StringComparison.Ordinal)))
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                var group = RequestGroups.Of(Regex.Replace(path.Name, @"\{[^}]+\}", "1"));
                var table = operation.Value.GetProperty("responses").TryGetProperty("429", out var tooMany) ? tooMany.GetProperty("description").GetString()! : "";
                // Groups of their own, and other limits, since API 2.7.1 (KSEF 13).
                if (path.Name.EndsWith("/close", StringComparison.Ordinal) || group == RequestGroup.CollectiveIdentifier) continue;
                if (Regex.Match(table, @"\| (\d+) \| (\S+) \| (\S+) \| (\S+) *$", RegexOptions.RightToLeft) is not { Success: true } row) continue;
                Assert.Equal(row.Groups[4].Value, group == RequestGroup.Public ? "-" : JsonNamingPolicy.CamelCase.ConvertName(group.ToString()));
                var limit = RateLimits.Usual.Of(group);
                Assert.Equal(row.Groups[1].Value, $"{limit.PerSecond}");
                if (group != RequestGroup.Public) Assert.Equal((row.Groups[2].Value, row.Groups[3].Value), ($"{limit.PerMinute}", $"{limit.PerHour}"));
                compared++;
            }
        }
        Assert.True(compared > 50, $"only {compared} compared");
    }
}
