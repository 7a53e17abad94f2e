using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;

namespace Inkaust.Office;

/// <summary>What became of an invoice that a device handed over.</summary>
/// <param name="Hash">Which.</param>
/// <param name="Invoice">Its place in the ledger, and its deadline there; null: it is kept for a person.</param>
/// <param name="Findings">Why it is kept; or what is to be said of it.</param>
public sealed record Taken(InvoiceHash Hash, IssuedInvoice? Invoice, IReadOnlyList<Finding> Findings)
{
    /// <summary>A person has said that nothing more is to be done about it.</summary>
    public bool IsClosed { get; init; }

    /// <summary>It came now for the first time.</summary>
    public bool IsNew { get; init; }
}

/// <summary>What the office answers when a device makes contact.</summary>
/// <param name="At">The time of the office.</param>
/// <param name="Last">The last news that it has told.</param>
/// <param name="Taken">What became of each invoice that came.</param>
/// <param name="News">How those stand of which it was told before, and about which something happened.</param>
/// <param name="Pack">What the device needs to issue.</param>
/// <param name="Findings">What could not be read.</param>
public sealed record ContactAnswered(
    DateTimeOffset At, long Last, IReadOnlyList<Taken> Taken, IReadOnlyList<IssuedInvoice> News, DevicePack Pack, IReadOnlyList<Finding> Findings)
{
    /// <summary>Something came that was not here before.</summary>
    public bool BroughtSomething => Taken.Any(one => one.IsNew);
}

/// <summary>
/// A device makes contact: each of its invoices goes into the ledger byte for byte as it was issued -> or is kept with what contradicts -> what happened
/// since is told -> the pack. Saying the same twice changes nothing. The sender picks it up from there (<see cref="SendWaiting"/>).
/// </summary>
public sealed class TakeFromDevice
{
    private readonly Devices devices;
    private readonly DeviceInvoices handedOver;
    private readonly IssueInvoice issue;
    private readonly JudgeFromDevice judge;
    private readonly Ledger ledger;
    private readonly NumberSeries series;
    private readonly BuyerMemory buyers;
    private readonly AnnouncementArchive announcements;
    private readonly Calendar calendar;
    private readonly PackDevice packs;
    private readonly TimeProvider clock;
    private readonly OfficeLog? log;

    public TakeFromDevice(Devices devices, DeviceInvoices handedOver, IssueInvoice issue, Ledger ledger, NumberSeries series, BuyerMemory buyers,
        AnnouncementArchive announcements, Calendar calendar, PackDevice packs, TimeProvider clock, OfficeLog? log = null)
    {
        (this.devices, this.handedOver, this.issue, this.ledger, this.series, this.buyers) = (devices, handedOver, issue, ledger, series, buyers);
        (this.announcements, this.calendar, this.packs, this.clock, this.log) = (announcements, calendar, packs, clock, log);
        judge = new JudgeFromDevice(issue, series);
    }

    /// <summary>Takes what a device says.</summary>
    /// <param name="company">For which company it issues.</param>
    /// <param name="id">The key of the device.</param>
    /// <param name="said">The contact, as it came.</param>
    /// <param name="stop">Gives up; what was taken until then stays, and is named when it is said again.</param>
    /// <exception cref="RefusedException">INK-POCKET-001: there is no such device; 003: it is no contact; 007: the device has no certificate yet;
    /// 010: too much at once. Nothing was taken, and the device goes on holding it.</exception>
    public async Task<ContactAnswered> ContactAsync(Company company, string id, ReadOnlyMemory<byte> said, CancellationToken stop = default)
    {
        var device = devices.Find(company, id);
        if (device.Certificate is null) throw new RefusedException(DeviceFindings.NotSigned);
        var contact = DeviceContact.Read(said);
        var off = contact.DeviceTime - clock.GetUtcNow();
        devices.Heard(device, contact, off);
        List<Taken> taken = [];
        foreach (var handed in contact.Invoices) taken.Add(await TakenAsync(company, device, handed, off, contact.App, stop));
        var (news, last) = NewsOf(company, device, contact);
        return new ContactAnswered(clock.GetUtcNow(), last, taken, news, packs.Of(company, devices.Find(company, id)), contact.Findings);
    }

    /// <summary>Tries again to take what was kept, because what contradicted is settled, or is taken knowingly.</summary>
    /// <param name="company">Whose it is.</param>
    /// <param name="kept">The key of what was kept.</param>
    /// <param name="accept">Codes that the person takes knowingly.</param>
    /// <param name="stop">Gives up; nothing is taken then.</param>
    /// <exception cref="RefusedException">INK-POCKET-033: it is not kept any more; or what still contradicts.</exception>
    public async Task<IssuedInvoice> AgainAsync(Company company, long kept, IReadOnlyCollection<string> accept, CancellationToken stop = default)
    {
        if (handedOver.At(company, kept) is not { IsOpen: true } one) throw new RefusedException(DeviceFindings.NothingKept);
        var device = devices.Find(company, one.Device);
        var handed = new HandedOver(one.Hash, handedOver.Bytes(company, kept).ToArray(), one.Told);
        var taken = await IntoLedgerAsync(company, device, handed, one.ClockOff, device.App ?? "", accept, stop);
        return taken.Invoice ?? throw new RefusedException(taken.Findings);
    }

    private async Task<Taken> TakenAsync(Company company, Device device, HandedOver handed, TimeSpan off, string app, CancellationToken stop)
    {
        if (handedOver.Find(device, company, handed.Hash) is { } before)
        {
            return new Taken(handed.Hash, before.Invoice is { } place ? ledger.Of(company).At(place) : null,
                before.Because is { } because ? [.. before.Findings, DeviceFindings.ClosedByAPerson(because)] : before.Findings)
            { IsClosed = before.ClosedAt is not null };
        }
        return await IntoLedgerAsync(company, device, handed, off, app, [], stop) with { IsNew = true };
    }

    // The ledger comes first: whatever breaks off in between, the next contact finds it there by its hash.
    private async Task<Taken> IntoLedgerAsync(
        Company company, Device device, HandedOver handed, TimeSpan off, string app, IReadOnlyCollection<string> accept, CancellationToken stop)
    {
        var taken = InLedger(company, handed) is { } there ? new Taken(handed.Hash, there, [])
            : await JudgedAsync(company, device, handed, off, app, accept, stop);
        Raise(company, device, handed);
        handedOver.Keep(company, device, handed, off, taken.Invoice?.Id, taken.Findings);
        return taken;
    }

    private async Task<Taken> JudgedAsync(
        Company company, Device device, HandedOver handed, TimeSpan off, string app, IReadOnlyCollection<string> accept, CancellationToken stop)
    {
        var judged = judge.Of(company, device, handed, accept);
        if (judged.Stops.Count > 0) return KeptUnlessThere(company, handed, judged.Stops);
        try
        {
            var issued = await issue.Door.ThroughAsync(() => Added(company, device, handed, judged, off, app), stop);
            log?.Issued(company, issued);
            if (NamedInvoices.DraftOf(handed.Xml)?.Buyer is { } buyer) buyers.Learn(company, buyer);
            return new Taken(handed.Hash, issued, Advice(device, judged.Said!, issued, off));
        }
        catch (RefusedException refused)
        {
            return KeptUnlessThere(company, handed, refused.Findings);
        }
    }

    // Another contact may have been faster: with the same invoice, or with another one under its number.
    private Taken KeptUnlessThere(Company company, HandedOver handed, IReadOnlyList<Finding> findings) =>
        InLedger(company, handed) is { } there ? new Taken(handed.Hash, there, []) : new Taken(handed.Hash, null, findings);

    private IssuedInvoice Added(Company company, Device device, HandedOver handed, FromDeviceJudged judged, TimeSpan off, string app)
    {
        var (invoice, said, now) = (judged.Invoice!, judged.Said!, clock.GetUtcNow());
        return ledger.Of(company).Add(new IssuedInvoice
        {
            Id = 0,
            Company = company.Id,
            Seller = company.Nip,
            Environment = company.Environment.Word,
            Kind = invoice.Kind,
            Number = invoice.Number,
            IssueDate = invoice.IssueDate,
            IssuedAt = said.IssuedAt,
            BuyerName = invoice.BuyerName,
            BuyerNip = invoice.BuyerNip,
            Currency = invoice.Currency,
            Gross = invoice.Gross,
            Mode = IssuingMode.Offline24,
            ModeReason = new ModeReason.NoNetwork(device.Name),
            ModeEvidence = new ModeEvidence
            {
                Certificate = new CertificateSeen(device.Serial!, device.ValidTo!.Value, null, null, null, null),
                BuyerTold = said.BuyerTold,
                Device = new DeviceEvidence(device.Id, device.Name, now, (long)off.TotalSeconds, app, said.Law, said.Calendar, said.Deadline,
                    said.DocumentsGiven, device.BlockedAt),
            },
            Hash = invoice.Hash,
            Size = invoice.Bytes.Length,
            HasAttachment = invoice.HasAttachment,
            KodI = new Uri(said.KodI),
            KodII = new Uri(said.KodII),
            CertificateSerial = device.Serial,
            Deadline = Deadlines.Of(new IssueFacts(IssuingMode.Offline24, invoice.IssueDate, said.IssuedAt),
                announcements.Confirmed(company.Environment), now, calendar.Days()),
            State = new InvoiceState.Issued(),
            HasUpo = false,
            TakenKnowingly = judged.TakenKnowingly,
            Request = RequestOf(handed),
        }, handed.Xml);
    }

    private static List<Finding> Advice(Device device, SaidOfInvoice said, IssuedInvoice issued, TimeSpan off)
    {
        List<Finding> all = [];
        if (said.Deadline != issued.Deadline.Date) all.Add(DeviceFindings.OtherDeadline(said.Deadline, issued.Deadline.Date));
        if (off.Duration() > JudgeFromDevice.Tolerance) all.Add(DeviceFindings.ClockWasOff(off));
        if (device.BlockedAt is { } blocked) all.Add(DeviceFindings.BlockedSince(blocked));
        if (device is { IsRevokedElsewhere: true, RevokedAt: { } revoked }) all.Add(DeviceFindings.CertificateRevokedSince(revoked));
        return all;
    }

    // By its bytes: also one that a person has exported from the device and issued as a file.
    private IssuedInvoice? InLedger(Company company, HandedOver handed)
    {
        if (InvoiceHash.Of(handed.Xml) != handed.Hash) return null;
        var own = ledger.Of(company);
        if (own.IssuedUnder(RequestOf(handed).Key) is { } asked && asked.Hash == handed.Hash) return asked;
        return own.WithHash(handed.Hash);
    }

    private static IssuingRequest RequestOf(HandedOver handed) => IssuingRequest.Of($"pocket:{handed.Hash.Base64Url}", handed.Xml)!;

    // Whatever is wrong with it, its number is used: the device goes on behind it, also when it was set up anew.
    private void Raise(Company company, Device device, HandedOver handed)
    {
        try
        {
            var said = SaidOfInvoice.Read(handed.Told);
            if (series.OfDevice(company, device.Series) is { } own && said.Series == own.Id && said.Period == own.PeriodOf(said.IssueDate))
                series.Raise(company, own, said.Period, said.Count);
        }
        catch (RefusedException)
        {
            // What it says cannot be read.
        }
    }

    // Receipts come without a step in the ledger, so what the device still holds is told each time.
    private (IReadOnlyList<IssuedInvoice> News, long Last) NewsOf(Company company, Device device, DeviceContact contact)
    {
        var (moved, last) = handedOver.After(company, device, contact.After);
        var held = contact.Holding.Select(one => one.Hash).ToHashSet();
        var ids = handedOver.Of(device, company).Where(one => one.Invoice is not null && held.Contains(one.Hash.Base64Url)).Select(one => one.Invoice!.Value);
        var own = ledger.Of(company);
        return ([.. moved.Concat(ids).Distinct().Select(own.At)], last);
    }
}
