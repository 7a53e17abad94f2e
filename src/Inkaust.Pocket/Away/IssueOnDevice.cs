using System.Text;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;

namespace Inkaust.Pocket.Away;

/// <summary>What would come of a draft if it were issued on this device now.</summary>
/// <param name="Number">P_2, from the series of the device.</param>
/// <param name="IssueDate">P_1: today in Poland.</param>
/// <param name="Stops">Why it is not issued; none: it would be.</param>
/// <param name="Findings">What else is to be known.</param>
internal sealed record DevicePreview(string Number, DateOnly IssueDate, IReadOnlyList<Finding> Stops, IReadOnlyList<Finding> Findings)
{
    /// <summary>The file; null while it cannot be written.</summary>
    public Fa3Invoice? Invoice { get; init; }

    public Deadline? Deadline { get; init; }

    public HandOver? HandOver { get; init; }

    public long Count { get; init; }

    /// <summary>What is wrong and is taken knowingly.</summary>
    public IReadOnlyList<string> TakenKnowingly { get; init; } = [];

    /// <summary>Midnight in Poland is near.</summary>
    public Midnight? Midnight { get; init; }
}

/// <summary>
/// Issues an invoice while there is no office: what forbids it -> complete the draft, with the number of the device's own series -> write the XML once ->
/// check all rules -> offline24 and its deadline -> sign the codes with the key of the device, and verify them -> on the disk. Only then is it shown.
/// </summary>
internal sealed class IssueOnDevice(Device device, IDeviceKey key)
{
    /// <summary>The kinds that rest on no other invoice.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["VAT", "UPR", "ZAL"];

    private const int MostTries = 20;

    /// <summary>Says what would happen. Nothing is issued, and nothing is signed.</summary>
    /// <param name="content">The draft, as the editor has it.</param>
    /// <param name="accept">What is wrong and is taken knowingly, by its codes.</param>
    /// <param name="told">What the person says of the buyer.</param>
    public async Task<DevicePreview> PreviewAsync(JsonObject content, IReadOnlyCollection<string> accept, BuyerBranch? told)
    {
        var now = device.Now;
        var today = PolishTime.DateOf(now);
        if (device.Pack is not { } pack) return new DevicePreview("", today, device.Refusals, []);
        var count = await device.NextCountAsync(pack.Numbers.PeriodOf(today));
        var number = pack.Numbers.Number(count, today);
        var before = new DevicePreview(number, today, device.Refusals, []) { Count = count, Midnight = Midnight.Near(now, ModeWish.Offline, pack.WorkingDays) };
        try
        {
            var draft = InvoiceDraft.ReadJson(Encoding.UTF8.GetBytes(Completed(content, number, today, pack).ToJsonString()));
            var judged = JudgedDraft.Of(draft, now, pack.Kind);
            List<Finding> stops = [.. device.Refusals, .. NotHere(content, today), .. judged.Findings.Where(one => one.Severity == Severity.Rejected)];
            if (judged.File is not { } file || stops.Count > device.Refusals.Count) return before with { Stops = stops, Findings = Rest(judged.Findings, stops) };
            return Judged(before with { Invoice = Fa3Invoice.Read(file), Stops = stops }, judged.Findings, pack, accept, told, now);
        }
        catch (RefusedException unread)
        {
            return before with { Stops = [.. device.Refusals, .. unread.Findings] };
        }
    }

    /// <summary>Issues it.</summary>
    /// <inheritdoc cref="PreviewAsync"/>
    /// <exception cref="RefusedException">Why not. Nothing was issued, and no number was used.</exception>
    public Task<HeldInvoice> IssueAsync(JsonObject content, IReadOnlyCollection<string> accept, BuyerBranch? told) => device.InTurnAsync(async () =>
    {
        // Another tab may have issued meanwhile.
        await device.CatchUpAsync();
        for (var tries = 1; ; tries++)
        {
            var ready = await PreviewAsync(content, accept, told);
            if (ready.Stops.Count > 0) throw new RefusedException(ready.Stops);
            var issued = await SignedAsync(ready, content, told);
            try
            {
                await device.AddAsync(issued);
                return issued;
            }
            catch (TakenMeanwhile) when (tries < MostTries)
            {
                await device.CatchUpAsync(); // The number is used; the next one is tried, in a file of its own.
            }
            catch (NotKept fault)
            {
                throw new RefusedException(fault.IsFull ? AwayFindings.NoRoom : AwayFindings.NotStored(fault.Message), fault);
            }
        }
    });

    private static JsonObject Completed(JsonObject content, string number, DateOnly today, Pack pack)
    {
        var whole = (JsonObject)content.DeepClone();
        whole["number"] = number;
        whole["issueDate"] = AwayJson.Text(today);
        whole["seller"] = pack.Seller;
        return whole;
    }

    private static IEnumerable<Finding> NotHere(JsonObject content, DateOnly today)
    {
        if ((string?)content["kind"] is { Length: > 0 } kind && !Kinds.Contains(kind)) yield return AwayFindings.NeedsTheOffice(kind);
        if (content["number"] is not null) yield return AwayFindings.NumberOfOnesOwn;
        if (content["issueDate"] is { } date && AwayJson.Day(date) != today) yield return AwayFindings.NotOfToday(today);
    }

    private static DevicePreview Judged(
        DevicePreview ready, IReadOnlyList<Finding> said, Pack pack, IReadOnlyCollection<string> accept, BuyerBranch? told, DateTimeOffset now)
    {
        var deadline = Deadlines.Of(new IssueFacts(IssuingMode.Offline24, ready.IssueDate, now), pack.Announcements, now, pack.WorkingDays);
        if (deadline.Date is { } due && pack.ValidTo is { } ends && ends < PolishTime.EndOf(due)) said = [.. said, AwayFindings.EndsBeforeTheDeadline(ends, due)];
        List<Finding> wrong = [.. said.Where(one => one.Severity == Severity.Wrong)];
        List<Finding> notTaken = [.. wrong.Where(one => !accept.Contains(one.Code))];
        List<Finding> stops = notTaken.Count == 0 ? [.. ready.Stops] : [.. ready.Stops, .. notTaken, AwayFindings.NotTakenKnowingly];
        return ready with
        {
            Stops = stops,
            Findings = Rest(said, stops),
            Deadline = deadline,
            HandOver = HandOver.BeforeTheNumber(ready.Invoice!, IssuingMode.Offline24, told),
            TakenKnowingly = [.. wrong.Select(one => one.Code).Distinct().Where(accept.Contains)],
        };
    }

    private static IReadOnlyList<Finding> Rest(IReadOnlyList<Finding> said, List<Finding> stops) => [.. said.Where(one => !stops.Contains(one))];

    // The codes are signed over the bytes that are kept, and verified as a stranger would, before anybody sees them.
    private async Task<HeldInvoice> SignedAsync(DevicePreview ready, JsonObject content, BuyerBranch? told)
    {
        var (invoice, pack) = (ready.Invoice!, device.Pack!);
        var context = ContextIdentifier.Of(invoice.SellerNip);
        var text = VerificationLinks.TextOfKodII(pack.Environment, context, invoice.SellerNip, pack.Serial, invoice.Hash);
        byte[] signature;
        try
        {
            signature = await key.SignAsync(text);
        }
        catch (NotKept gone)
        {
            throw new RefusedException(AwayFindings.KeyIsGone, gone);
        }
        if (signature.Length != 64 || !await key.VerifyAsync(device.Identity!.PublicKey, text, signature))
            throw new RefusedException(AwayFindings.SignatureDoesNotFit);
        return new HeldInvoice
        {
            Hash = invoice.Hash,
            Device = device.Identity!.Id,
            File = invoice.Bytes.ToArray(),
            Number = invoice.Number,
            IssueDate = invoice.IssueDate,
            IssuedAt = ToTheMillisecond(device.Now),
            Deadline = ready.Deadline!.Date,
            DeadlineSteps = ready.Deadline.Steps,
            Law = Deadlines.Law,
            Calendar = pack.Calendar,
            KodI = VerificationLinks.KodI(pack.Environment, invoice.SellerNip, invoice.IssueDate, invoice.Hash),
            KodII = VerificationLinks.SignedKodII(pack.Environment, context, invoice.SellerNip, pack.Serial, invoice.Hash, signature),
            Serial = pack.Serial,
            SeriesId = pack.SeriesId,
            Period = pack.Numbers.PeriodOf(invoice.IssueDate),
            Count = ready.Count,
            BuyerName = invoice.BuyerName,
            Gross = invoice.Gross,
            Currency = invoice.Currency,
            Accepted = ready.TakenKnowingly,
            BuyerTold = told,
            Written = new JsonObject { ["buyer"] = content["buyer"]?.DeepClone(), ["lines"] = content["lines"]?.DeepClone() },
        };
    }

    // As it is kept and told: what is read again is the same.
    private static DateTimeOffset ToTheMillisecond(DateTimeOffset moment) => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMillisecond));
}
