using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>What was found out about an invoice from a device.</summary>
/// <param name="Invoice">The file; null: it cannot be read.</param>
/// <param name="Said">What the device says of it; null: that cannot be read.</param>
/// <param name="Stops">What contradicts, so that it is kept for a person; none: it goes into the ledger.</param>
/// <param name="TakenKnowingly">Codes of what is wrong and was taken knowingly.</param>
internal sealed record FromDeviceJudged(Fa3Invoice? Invoice, SaidOfInvoice? Said, IReadOnlyList<Finding> Stops, IReadOnlyList<string> TakenKnowingly);

/// <summary>
/// Judges an invoice that a device issued. The buyer may hold it already, so nothing is refused here: what contradicts is named, all of it, and a person
/// decides. What a person may take knowingly is <see cref="Severity.Wrong"/>, here as everywhere.
/// </summary>
internal sealed class JudgeFromDevice(IssueInvoice issue, NumberSeries series)
{
    // A clock goes a little wrong between two looks.
    internal static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Judges it.</summary>
    /// <param name="company">Whose it should be.</param>
    /// <param name="device">Which device issued it.</param>
    /// <param name="handed">As it came.</param>
    /// <param name="accept">What a person in the office takes knowingly, beside what the person at the device has.</param>
    public FromDeviceJudged Of(Company company, Device device, HandedOver handed, IReadOnlyCollection<string> accept)
    {
        SaidOfInvoice said;
        Fa3Invoice invoice;
        try
        {
            said = SaidOfInvoice.Read(handed.Told);
            invoice = Fa3Invoice.Read(handed.Xml);
        }
        catch (RefusedException refused)
        {
            return new(null, null, refused.Findings, []);
        }
        IReadOnlyCollection<string> accepted = [.. said.Accepted, .. accept];
        var judged = issue.JudgedAgain(company, handed.Xml, accepted);
        List<Finding> wrong = [.. judged.Stops.Where(one => one.Severity == Severity.Wrong)];
        List<Finding> stops =
        [
            .. HashIsThatOfTheFile(handed, invoice), .. SaysWhatTheFileSays(said, invoice), .. NumberIsOfItsSeries(company, device, said, invoice),
            .. CodesAreItsOwn(company, device, said, invoice), .. WasIssuedWhenItMight(device, said, handed.Told.DeviceTime),
            .. judged.Stops.Where(one => one.Code != IssueInvoice.NothingIssuedCode),
        ];
        if (wrong.Count > 0) stops.Add(DeviceFindings.NotTakenKnowingly([.. wrong.Select(one => one.Code).Distinct()]));
        bool IsTaken(Finding one) => one.Severity == Severity.Wrong && accepted.Contains(one.Code);
        return new(invoice, said, [.. stops.Where(one => !IsTaken(one))],
            [.. judged.TakenKnowingly, .. stops.Where(IsTaken).Select(one => one.Code).Distinct()]);
    }

    private static IEnumerable<Finding> HashIsThatOfTheFile(HandedOver handed, Fa3Invoice invoice)
    {
        if (handed.Hash != invoice.Hash) yield return DeviceFindings.OtherHash;
    }

    private static IEnumerable<Finding> SaysWhatTheFileSays(SaidOfInvoice said, Fa3Invoice invoice)
    {
        if (said.Number != invoice.Number) yield return DeviceFindings.SaidOtherThanTheFile("P_2", said.Number, invoice.Number);
        if (said.IssueDate != invoice.IssueDate)
            yield return DeviceFindings.SaidOtherThanTheFile("P_1", $"{said.IssueDate:yyyy-MM-dd}", $"{invoice.IssueDate:yyyy-MM-dd}");
    }

    private IEnumerable<Finding> NumberIsOfItsSeries(Company company, Device device, SaidOfInvoice said, Fa3Invoice invoice)
    {
        var own = series.OfDevice(company, device.Series);
        if (own is null || said.Series != own.Id || said.Period != own.PeriodOf(invoice.IssueDate)
            || own.Number(said.Count, invoice.IssueDate) != invoice.Number)
            yield return DeviceFindings.NotItsSeries(invoice.Number);
    }

    private static IEnumerable<Finding> CodesAreItsOwn(Company company, Device device, SaidOfInvoice said, Fa3Invoice invoice)
    {
        if (said.KodI != VerificationLinks.KodI(company.Environment, invoice.SellerNip, invoice.IssueDate, invoice.Hash).AbsoluteUri)
            yield return DeviceFindings.WrongKodI;
        using var certificate = device.Bare();
        // The context, the seller, the serial number and the file stand in what is signed: another one is another link.
        if (!Uri.TryCreate(said.KodII, UriKind.Absolute, out var link) || said.Serial != device.Serial
            || !VerificationLinks.IsKodIIOf(link, company.Environment, ContextIdentifier.Of(company.Nip), invoice.SellerNip, device.Serial!, invoice.Hash)
            || !VerificationLinks.VerifyKodII(link, certificate)) yield return DeviceFindings.WrongKodII;
    }

    private static IEnumerable<Finding> WasIssuedWhenItMight(Device device, SaidOfInvoice said, DateTimeOffset deviceTime)
    {
        if (said.IssuedAt > deviceTime + Tolerance || PolishTime.DateOf(said.IssuedAt) != said.IssueDate)
            yield return DeviceFindings.WrongClock(said.IssuedAt, deviceTime);
        if (said.IssuedAt < device.ValidFrom - Tolerance || said.IssuedAt > device.ValidTo)
            yield return DeviceFindings.CertificateNotValidThen(said.IssuedAt, device.ValidFrom!.Value, device.ValidTo!.Value);
        if (device.BlockedAt is { } blocked && said.IssuedAt > blocked) yield return DeviceFindings.RevokedBefore(said.IssuedAt, blocked);
        if (device is { IsRevokedElsewhere: true, RevokedAt: { } revoked } && said.IssuedAt > revoked)
            yield return DeviceFindings.CertificateRevokedBefore(said.IssuedAt, revoked);
    }
}
