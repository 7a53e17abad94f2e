using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Devices;

/// <summary>
/// The devices that issue with no network: what each holds, what to do when one is lost, and what they handed over and somebody has to decide.
/// </summary>
internal static class DevicePages
{
    private const string Page = "/c/{company}/devices", Kept = Page + "/kept/{id:long}";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Page, (AsReader scope) => Show.Page<DevicesPage, DevicesModel>(scope, DevicesModel.Of(scope)));
        pages.MapGet(Page + "/{id}/lost", (AsIssuer scope, string id) => Lost(scope, Own(scope, id), []));
        pages.MapPost(Page + "/{id}/lost", (AsIssuer scope, string id, CancellationToken stop) => Attempt.OrAgainAsync(async () =>
        {
            var lost = await scope.Office.LoseDevice.ForGoodAsync(scope.Company, Own(scope, id).Id, scope.Context.Request.Form["because"].ToString(), stop);
            return ThenLost(scope, lost);
        }, findings => Lost(scope, Own(scope, id), findings))).WithMetadata(new AuditWords("Urządzenie zgubione", "A device lost"));
        pages.MapPost(Page + "/{id}/revoke", async (AsIssuer scope, string id, CancellationToken stop) =>
            ThenLost(scope, await scope.Office.LoseDevice.RevokedAsync(scope.Company, Found(scope, id).Id, stop)))
            .WithMetadata(new AuditWords("Unieważnienie certyfikatu urządzenia", "Revoking the certificate of a device"));
        MapKept(pages);
    }

    private static void MapKept(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Kept, (AsReader scope, long id) => Decision(scope, id, []));
        pages.MapGet(Kept + "/xml", (AsReader scope, long id) => FoundKept(scope, id) is { } one
            ? Results.File(scope.Office.DeviceInvoices.Bytes(scope.Company, one.Id).ToArray(), "application/xml", $"{one.Hash.Base64Url[..12]}.xml")
            : throw new Safety.NotHere());
        pages.MapPost(Kept + "/again", (AsIssuer scope, long id, CancellationToken stop) => Attempt.OrAgainAsync(async () =>
        {
            var invoice = await scope.Office.TakeFromDevice.AgainAsync(scope.Company, FoundKept(scope, id).Id,
                [.. scope.Context.Request.Form["accept"].OfType<string>()], stop);
            return scope.Context.Then(Addresses.Of(invoice), new Notice(new("Faktura jest w rejestrze i zostanie wysłana.",
                "The invoice is in the ledger and will be sent.")));
        }, findings => Decision(scope, id, findings))).WithMetadata(new AuditWords("Faktura z urządzenia: ponowna próba", "An invoice of a device: tried again"));
        pages.MapPost(Kept + "/close", (AsIssuer scope, long id) => Attempt.OrAgain(() =>
        {
            scope.Office.DeviceInvoices.Close(scope.Company, FoundKept(scope, id).Id, scope.Context.Request.Form["because"].ToString());
            return scope.Context.Then(scope.At("devices"), new Notice(new("Zamknięto. Plik zostaje.", "Closed. The file is kept.")));
        }, findings => Decision(scope, id, findings))).WithMetadata(new AuditWords("Faktura z urządzenia: zamknięta", "An invoice of a device: closed"));
    }

    private static IResult ThenLost(AsIssuer scope, LostDevice lost) => scope.Context.Then(scope.At($"devices/{lost.Device.Id}/lost"),
        lost.NotRevoked is { } why
        ? new Notice(new($"Urządzenie zablokowane. KSeF jeszcze nie unieważnił certyfikatu: {why.Text.Pl}",
            $"The device is blocked. KSeF has not revoked its certificate yet: {why.Text.En}"), IsGood: false)
        : new Notice(new("Urządzenie zablokowane, certyfikat unieważniony.", "The device is blocked and its certificate revoked.")));

    private static IResult Lost(AsIssuer scope, Device device, IReadOnlyList<Finding> findings) => Show.Page<LostPage, LostModel>(scope,
        new LostModel(DeviceSeen.Of(scope, device), findings), Show.StatusOf(findings));

    private static IResult Decision(InCompany scope, long id, IReadOnlyList<Finding> findings)
    {
        var one = FoundKept(scope, id);
        return Show.Page<KeptPage, KeptModel>(scope,
            new KeptModel(one, scope.Office.Devices.TryFind(scope.Company, one.Device), findings), Show.StatusOf(findings));
    }

    // One's own device anybody may lose who may issue; those of others, the owner.
    private static Device Own(AsIssuer scope, string id) => Found(scope, id) is var device
        && (device.Account == scope.Account.Id || scope.Role >= Role.Owner) ? device : throw new Safety.NotAllowed();

    private static Device Found(InCompany scope, string id) => scope.Office.Devices.TryFind(scope.Company, id) ?? throw new Safety.NotHere();

    private static DeviceInvoice FoundKept(InCompany scope, long id) => scope.Office.DeviceInvoices.At(scope.Company, id) ?? throw new Safety.NotHere();
}

/// <summary>A device as a page shows it.</summary>
/// <param name="Device">The device.</param>
/// <param name="Series">From which it takes numbers.</param>
/// <param name="Missing">What it said to hold and the office has not got.</param>
/// <param name="Whose">The name of the person whose it is; null: his account is gone.</param>
public sealed record DeviceSeen(Device Device, Series? Series, IReadOnlyList<HeldOnDevice> Missing, string? Whose)
{
    internal static DeviceSeen Of(InCompany scope, Device device) => new(device, scope.Office.Series.OfDevice(scope.Company, device.Series),
        scope.Office.HeldByDevices.Missing(scope.Company, device), scope.Office.Accounts.At(device.Account)?.Name);
}

/// <summary>The devices of a company.</summary>
/// <param name="Devices">The latest first.</param>
/// <param name="Kept">What they handed over and a person has to decide.</param>
/// <param name="Me">Who looks.</param>
public sealed record DevicesModel(IReadOnlyList<DeviceSeen> Devices, IReadOnlyList<DeviceInvoice> Kept, AccountId Me)
{
    internal static DevicesModel Of(AsReader scope) => new(
        [.. scope.Office.Devices.Of(scope.Company).Select(one => DeviceSeen.Of(scope, one))],
        scope.Office.DeviceInvoices.Open(scope.Company), scope.Account.Id);
}

/// <summary>A device that was lost, or is about to be said to be.</summary>
public sealed record LostModel(DeviceSeen Seen, IReadOnlyList<Finding> Findings);

/// <summary>An invoice that a device handed over, and that somebody has to decide about.</summary>
/// <param name="One">What is kept.</param>
/// <param name="Device">From which device.</param>
/// <param name="Findings">Why it was refused again.</param>
public sealed record KeptModel(DeviceInvoice One, Device? Device, IReadOnlyList<Finding> Findings);
