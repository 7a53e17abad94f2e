using System.Security.Cryptography.X509Certificates;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>
/// Gets a device its certificate of type 2: limits -> name as KSeF knows it -> the unsigned application, which the device signs -> enrolment -> certificate.
/// The private key stays in the device. An application is noted before it leaves; one whose answer was lost is taken up again, not repeated.
/// </summary>
public sealed class EnrolDevice(Devices devices, NumberSeries series, SignIn signIn, TimeProvider clock)
{
    private const int LongestName = 60;

    // Whoever asks looks again himself.
    private static readonly Pace Soon = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));

    /// <summary>Begins: the device is known from now on, has a series of its own, and is told what to sign.</summary>
    /// <param name="company">For which company it is to issue.</param>
    /// <param name="account">Whose it is.</param>
    /// <param name="name">How he calls it.</param>
    /// <param name="publicKey">SubjectPublicKeyInfo of the key that was made in it.</param>
    /// <param name="stop">Gives up; nothing was begun then.</param>
    /// <exception cref="RefusedException">INK-POCKET-004: the name; 005: the key is another one's; INK-KSEF-022: it is not on P-256; INK-CERT-004:
    /// KSeF gives no more certificates.</exception>
    /// <exception cref="KsefException">KSeF refused, or could not be reached. Nothing was begun.</exception>
    public async Task<(Device Device, Series Series)> BeginAsync(
        Company company, AccountId account, string name, byte[] publicKey, CancellationToken stop = default)
    {
        if (name.Trim() is not { Length: > 0 and <= LongestName } called || called.Any(char.IsControl)) throw new RefusedException(DeviceFindings.Nameless);
        CertificateRequests.RefuseUnfit(publicKey);
        // Its answer was lost, so the device asks again.
        if (devices.Of(company).FirstOrDefault(one => one.PublicKey.AsSpan().SequenceEqual(publicKey)) is { State: DeviceState.Enrolling } begun
            && begun.Account == account) return (begun, series.OfDevice(company, begun.Series)!);
        if (devices.KnowsKey(publicKey)) throw new RefusedException(DeviceFindings.KnownKey);

        var (ksef, access) = await signIn.AsCompanyAsync(company, Patience.OfAPerson, stop);
        await EnrolCertificate.RefuseWhenNoneIsLeftAsync(ksef, access, stop);
        var subject = await ksef.Certificates.EnrollmentDataAsync(access, stop);
        var device = new Device
        {
            Id = Device.NewKey(),
            Company = company.Id,
            Name = called,
            Account = account,
            PublicKey = publicKey,
            ToSign = CertificateRequests.Unsigned(subject, publicKey),
            Series = "",
            AddedAt = clock.GetUtcNow(),
        };
        device = device with { Series = device.Id };
        devices.Add(company, device);
        return (device, series.AddForDevice(company, device.Id, called));
    }

    /// <summary>Goes on: the signature that came back leaves for KSeF with the application, or KSeF is asked what became of it.</summary>
    /// <param name="company">Whose device it is.</param>
    /// <param name="id">The device.</param>
    /// <param name="signature">r followed by s; null: it has signed before.</param>
    /// <param name="stop">Gives up; the next call takes it up.</param>
    /// <returns>The device; without a certificate KSeF works on it yet.</returns>
    /// <exception cref="RefusedException">INK-POCKET-001: there is none; 006: the signature is not its own; 007: it has not signed yet; 008: it is
    /// blocked; INK-CERT-003, 007: KSeF gave none, or one for another key.</exception>
    /// <exception cref="KsefException">KSeF refused, or could not be reached.</exception>
    public async Task<Device> GoOnAsync(Company company, string id, byte[]? signature, CancellationToken stop = default)
    {
        var device = devices.Find(company, id);
        if (device.State == DeviceState.Blocked) throw new RefusedException(DeviceFindings.IsBlocked);
        if (device.Certificate is not null) return device;
        if (device.AppliedAt is null) await ApplyAsync(company, device, signature ?? throw new RefusedException(DeviceFindings.NotSigned), stop);
        return await TakenUpAsync(company, devices.Find(company, id), stop);
    }

    private async Task ApplyAsync(Company company, Device device, byte[] signature, CancellationToken stop)
    {
        var request = CertificateRequests.Signed(device.ToSign, device.PublicKey, signature) ?? throw new RefusedException(DeviceFindings.WrongSignature);
        var (ksef, access) = await signIn.AsCompanyAsync(company, Patience.OfAPerson, stop);
        if (!devices.Applies(device)) return;
        try
        {
            var reference = await ksef.Certificates.EnrollAsync(access, NameInKsef(device), CertificateType.Offline, request, null, stop);
            devices.Requested(device, reference.ToString());
        }
        catch (KsefOutcomeUnknown)
        {
            // It may be there: KSeF is asked by its name before anything is sent again.
        }
        catch (KsefException)
        {
            devices.HasNotApplied(device);
            throw;
        }
    }

    /// <summary>What became of its application.</summary>
    internal async Task<Device> TakenUpAsync(Company company, Device device, CancellationToken stop)
    {
        var (ksef, access) = await signIn.AsCompanyAsync(company, Patience.OfAPerson, stop);
        var serial = device.Enrolment is { } reference ? await DecidedAsync(ksef, access, device, reference, stop)
            : await FoundAsync(ksef, access, device, stop);
        if (serial is null) return device;
        using var certificate = await EnrolCertificate.RetrieveAsync(ksef, access, serial, stop);
        if (!KeyRing.IsFor(certificate, device.PublicKey)) throw new RefusedException(CertificateFindings.OfAnotherKey);
        devices.Received(device, KeyRing.SerialOf(certificate), certificate.RawData, At(certificate.NotBefore), At(certificate.NotAfter));
        return devices.Find(company, device.Id);
    }

    private async Task<string?> DecidedAsync(KsefClient ksef, KsefAccess access, Device device, string reference, CancellationToken stop)
    {
        var look = await ksef.Certificates.UntilDecidedAsync(access, ReferenceNumber.Parse(reference), Soon, stop);
        if (look is not Look<EnrollmentStatus>.Done { Value: var decided }) return null;
        if (decided.CertificateSerialNumber is { } serial) return serial;
        devices.HasNotApplied(device);
        throw new RefusedException(EnrolCertificate.Refused(decided));
    }

    // Its answer was lost: it is known by its name, and by its key.
    private async Task<string?> FoundAsync(KsefClient ksef, KsefAccess access, Device device, CancellationToken stop)
    {
        var named = new CertificateQuery { Name = NameInKsef(device), Type = CertificateType.Offline };
        await foreach (var known in ksef.Certificates.QueryAsync(access, named, stop))
        {
            using var certificate = await EnrolCertificate.RetrieveAsync(ksef, access, known.CertificateSerialNumber, stop);
            if (KeyRing.IsFor(certificate, device.PublicKey)) return known.CertificateSerialNumber;
        }
        if (clock.GetUtcNow() - device.AppliedAt > EnrolCertificate.MayStillCome) devices.HasNotApplied(device);
        return null;
    }

    private static DateTimeOffset At(DateTime local) => new(local.ToUniversalTime(), TimeSpan.Zero);

    private static string NameInKsef(Device device) => $"Inkaust Pocket {device.Id}";
}
