using System.Security.Cryptography;
using System.Text;
using Inkaust.Invoices;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>All that a device needs to issue while the office is away.</summary>
/// <param name="Device">The device.</param>
/// <param name="Company">For whom it issues.</param>
/// <param name="Email">The address of the person whose it is; empty: his account is gone.</param>
/// <param name="Series">Its own series; null: it was removed.</param>
/// <param name="Counters">The last counter of each period of it.</param>
/// <param name="Buyers">The buyers that the company knows, the one used last first.</param>
/// <param name="Products">What it sold last, each name once.</param>
/// <param name="Calendar">The changes of the calendar.</param>
/// <param name="CalendarVersion">Another one where the changes are others.</param>
/// <param name="Announcements">What was announced and holds.</param>
/// <param name="Look">How its prints look.</param>
public sealed record DevicePack(
    Device Device, Company Company, string Email, Series? Series, IReadOnlyDictionary<string, long> Counters, IReadOnlyList<Party> Buyers,
    IReadOnlyList<Line> Products, IReadOnlyList<CalendarChange> Calendar, string CalendarVersion, IReadOnlyList<Announcement> Announcements, CompanyLook Look);

/// <summary>Packs for a device what it needs to issue by itself.</summary>
public sealed class PackDevice(
    NumberSeries series, BuyerMemory buyers, SoldLines sold, Calendar calendar, AnnouncementArchive announcements, CompanyLooks looks, AccountRegister accounts)
{
    private const int MostBuyers = 500;

    public DevicePack Of(Company company, Device device)
    {
        var (own, changes) = (series.OfDevice(company, device.Series), calendar.Changes());
        return new DevicePack(device, company, accounts.At(device.Account)?.Email ?? "", own,
            own is null ? new Dictionary<string, long>() : series.Counters(company, own),
            [.. buyers.Search(company, "", MostBuyers).Select(one => one.Party)], sold.Of(company), changes, VersionOf(changes), announcements.Confirmed(company.Environment),
            looks.Of(company));
    }

    private static string VersionOf(IReadOnlyList<CalendarChange> changes) => changes.Count == 0 ? "usual"
        : Convert.ToHexStringLower(SHA256.HashData(
            Encoding.UTF8.GetBytes(string.Join('\n', changes.Select(one => $"{one.Date:yyyy-MM-dd} {one.Free}")))))[..12];
}
