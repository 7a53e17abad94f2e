using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>The tasks that devices give: what they handed over and contradicts, what they hold too long, and certificates of lost ones.</summary>
internal sealed class DeviceTasks(Devices devices, DeviceInvoices handedOver, HeldByDevices held, Calendar calendar, TimeProvider clock)
{
    private const int MostShown = 20;

    /// <summary>Whoever holds invoices is to make contact at least this often.</summary>
    private static readonly TimeSpan Silent = TimeSpan.FromDays(2);

    public IEnumerable<OpenTask> Of(Company company)
    {
        var all = devices.Of(company);
        if (all.Count == 0) yield break;
        foreach (var one in handedOver.Open(company).Take(MostShown))
        {
            var why = one.Findings.Count > 0 ? one.Findings[0].Text : new Wording("", "");
            var name = all.FirstOrDefault(device => device.Id == one.Device)?.Name;
            yield return new OpenTask($"device-invoice:{one.Id}", TaskKind.KeptFromDevice, new(
                $"Fakturę {one.Number} z urządzenia „{name}” trzeba rozstrzygnąć: {why.Pl}",
                $"The invoice {one.Number} of the device '{name}' is to be decided: {why.En}"), new SeeKeptInvoice(one.Id), one.CameAt);
        }
        foreach (var one in all.Where(device => device.IsToBeRevoked))
        {
            yield return new OpenTask($"device-revoke:{one.Id}", TaskKind.DeviceNotRevoked, new(
                $"Certyfikat zgubionego urządzenia „{one.Name}” jest jeszcze ważny: KSeF nie odpowiedział. Ponów unieważnienie.",
                $"The certificate of the lost device '{one.Name}' still holds good: KSeF did not answer. Try to revoke it again."),
                new SeeDevices(), one.BlockedAt!.Value);
        }
        foreach (var one in all)
        {
            if (Holds(company, one) is { } task) yield return task;
        }
    }

    // From the working day before the nearest deadline, or when nothing was heard of it for long.
    private OpenTask? Holds(Company company, Device device)
    {
        if (held.Missing(company, device) is not [var nearest, ..] missing || device.ContactAt is not { } contact) return null;
        var now = clock.GetUtcNow();
        var isNear = nearest.Deadline is { } day && calendar.Days().Before(day) <= PolishTime.DateOf(now);
        if (!isNear && now - contact < Silent) return null;
        var (pl, en) = (Counted.InPolish(missing.Count, "fakturę", "faktury", "faktur"), Counted.InEnglish(missing.Count, "invoice"));
        return new OpenTask($"device:{device.Id}:{nearest.Deadline:yyyy-MM-dd}", TaskKind.DeviceHolds, new(
            $"Urządzenie „{device.Name}” ma {pl}, których nie ma w biurze, a milczy od {PolishTime.Shown(contact)}"
                + (nearest.Deadline is { } due ? $"; pierwsza musi być w KSeF do {due:yyyy-MM-dd}." : "."),
            $"The device '{device.Name}' holds {en} that the office has not got, and has been silent since {PolishTime.Shown(contact)}"
                + (nearest.Deadline is { } last ? $"; the first must be in KSeF by {last:yyyy-MM-dd}." : ".")), new SeeDevices(), contact);
    }
}
