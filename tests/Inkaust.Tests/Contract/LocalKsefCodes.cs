using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Inkaust.Tests.Support;
using Inkaust.Tests.Unit.LocalKsef.Signatures;
using static Inkaust.Tests.Support.LocalKsefDay;

namespace Inkaust.Tests.Contract;

/// <summary>For each code of a refusal a request that deserves it.</summary>
internal static class LocalKsefCodes
{
    private const string None = "20260201-XX-0123456789-0123456789-01";
    private const string Ds = LocalKsefSigner.Ds;

    public static readonly IReadOnlyDictionary<int, Func<LocalKsefClient, Task<LocalKsefAnswer>>> Requests = new Dictionary<int, Func<LocalKsefClient, Task<LocalKsefAnswer>>>
    {
        [9102] = client => client.Authenticate("<x/>"),
        [9103] = client => client.Authenticate($"<x><a xmlns=\"{Ds}\"><Signature/></a><Signature xmlns=\"{Ds}\"/></x>"),
        [9105] = client => client.Authenticate($"<x><Signature xmlns=\"{Ds}\"/></x>"),
        [21001] = client => client.Authenticate("<x>"),
        [21111] = client => Signed(client, LocalKsefSigner.Request("20260201-CR-0123456789-0123456789-01", LocalKsefClient.NewNip())),
        [21115] = client => client.Authenticate(SignatureParts.Into(SignatureParts.Request,
            SignatureParts.Signature(SignatureParts.ToDocument() + SignatureParts.ToProperties(), keyInfo: "<ds:KeyInfo></ds:KeyInfo>"))),
        [21155] = async client =>
        {
            var nip = await client.SignInAsNewCompany();
            var limits = new { maxInvoiceSizeInMB = 1, maxInvoiceWithAttachmentSizeInMB = 3, maxInvoices = 0 };
            await client.Post("/v2/testdata/limits/context/session", new { onlineSession = limits, batchSession = limits });
            return await Send(client, nip, await client.OpenSession());
        },
        [21157] = async client => await OpenBatch(client, Enumerable.Range(1, 1), partSize: 101_000_001),
        [21161] = async client => await OpenBatch(client, Enumerable.Range(1, 51)),
        [21164] = async client => await (await SignedIn(client)).Get($"/v2/invoices/ksef/{None}"),
        [21165] = async client =>
        {
            var nip = await client.SignInAsNewCompany();
            var session = await client.OpenSession();
            await client.Manage(HttpMethod.Post, "/faults", new { kind = "late-storage", match = $"POST /v2/sessions/online/{session}/invoices" });
            var outcome = await client.Outcome(session, await client.SendInvoice(session, LocalKsefInvoices.Fa3(nip, "FV/1", Today)));
            var answer = await client.Get($"/v2/invoices/ksef/{outcome["ksefNumber"]}");
            await client.Manage(HttpMethod.Delete, "/faults");
            return answer;
        },
        [21166] = client => Correct(client, (bad, good) => (good, bad)),
        [21167] = client => Correct(client, (bad, good) => (bad, good)),
        [21173] = async client => await (await SignedIn(client)).Get($"/v2/sessions/{None}"),
        [21175] = async client => await (await SignedIn(client)).Get($"/v2/invoices/exports/{None}"),
        [21178] = async client =>
        {
            await client.SignInAsNewCompany();
            return await client.Get($"/v2/sessions/{await client.OpenSession()}/upo/{None}");
        },
        [21180] = async client =>
        {
            await client.SignInAsNewCompany();
            var session = await client.OpenSession();
            await client.Post($"/v2/sessions/online/{session}/close");
            return await client.Post($"/v2/sessions/online/{session}/close");
        },
        // A unit stands on no invoice as one who is authorized.
        [21181] = async client =>
        {
            var (unit, guest) = ($"{LocalKsefClient.NewNip()}-00012", LocalKsefClient.NewNip());
            await GiveByDecree(client, new { type = "InternalId", value = unit }, guest);
            await SignIn(client, "InternalId", unit, _ => $"2.5.4.5=TINPL-{guest}, CN=Jan Próbny, C=PL");
            return await Export(client, "SubjectAuthorized");
        },
        [21182] = async client =>
        {
            await client.SignInAsNewCompany();
            await client.Manage(HttpMethod.Post, "/faults", new { kind = "stuck-100", match = "POST /v2/invoices/exports" });
            for (var i = 0; i < 10; i++) await Export(client);
            var answer = await Export(client);
            await client.Manage(HttpMethod.Delete, "/faults");
            return answer;
        },
        [21183] = async client =>
        {
            await client.SignInAsNewCompany();
            var from = Noon.AddHours(5);
            return await client.Post("/v2/invoices/query/metadata",
                new
                {
                    subjectType = "Subject1",
                    dateRange = new { dateType = "PermanentStorage", from, to = from.AddHours(1), restrictToPermanentStorageHwmDate = true }
                });
        },
        [21205] = async client =>
        {
            await client.SignInAsNewCompany();
            return await client.Post($"/v2/sessions/batch/{(await client.OpenBatch([1], 1, "Zip")).Session}/close");
        },
        [21208] = async client =>
        {
            await client.SignInAsNewCompany();
            var (session, _) = await client.OpenBatch([1], 1, "Zip");
            await client.Manage(HttpMethod.Post, $"/sessions/{session}/expire");
            return await client.Post($"/v2/sessions/batch/{session}/close");
        },
        // ó as one octet. The client writes no such text.
        [21217] = client => client.Authenticate([.. "<x>"u8, 0xF3, .. "</x>"u8]),
        [21301] = async client =>
        {
            await client.SignInAsNewCompany();
            return await client.Post("/v2/auth/token/redeem", token: client.OperationToken);
        },
        [21304] = async client =>
        {
            await client.SignInAsNewCompany();
            return await client.Get($"/v2/auth/{None}", client.OperationToken);
        },
        [21308] = async client =>
        {
            var (nip, pesel) = (LocalKsefClient.NewNip(), LocalKsefClient.NewNip() + "1");
            await client.Post("/v2/testdata/person", new { nip, pesel, isBailiff = false, isDeceased = true, description = "Osoba próbna" });
            using var certificate = LocalKsefSigner.Person("PNOPL-" + pesel, Noon);
            await client.Authenticate(LocalKsefSigner.Sign(LocalKsefSigner.Request(await client.Challenge(), nip), certificate, Noon));
            return await client.Post("/v2/auth/token/redeem", token: client.OperationToken);
        },
        [21401] = client => Signed(client, "<x></x>"),
        [21402] = async client => await Send(client, await client.SignInAsNewCompany(), await client.OpenSession(), "invoiceSize", 0),
        [21403] = async client => await Send(client, await client.SignInAsNewCompany(), await client.OpenSession(), "invoiceHash", "AAAA"),
        [21405] = async client => await (await SignedIn(client)).Post("/v2/sessions/online", new { }),
        [21418] = async client => await (await SignedIn(client)).Send(HttpMethod.Get, "/v2/tokens", headers: ("x-continuation-token", "!!")),
        [21470] = async client => await (await SignedIn(client)).Post("/v2/sessions/online", new
        {
            formCode = LocalKsefForms.CodeOf("FA (3)"),
            encryption = new
            {
                encryptedSymmetricKey = Convert.ToBase64String(new byte[256]),
                initializationVector = Convert.ToBase64String(new byte[16]),
                publicKeyId = LocalKsefSigner.Digest([1])
            },
        }),
        [25001] = async client => await (await ByToken(client)).Get("/v2/certificates/enrollments/data"),
        [25002] = async client => await (await ByToken(client)).Post("/v2/certificates/enrollments", new { }),
        [25003] = async client => await Enrol(client, name: new X500DistinguishedName("CN=Ktoś inny, C=PL")),
        [25004] = async client => await Enrol(client, change: _ => [1, 2, 3]),
        [25005] = async client => await (await SignedIn(client)).Get($"/v2/certificates/enrollments/{None}"),
        [25006] = async client => await Enrol(client, maxEnrollments: 0),
        [25007] = async client => await Enrol(client, maxCertificates: 0),
        [25008] = async client => await (await SignedIn(client)).Post("/v2/certificates/0123456789ABCDEF/revoke", new { }),
        [25009] = async client =>
        {
            await client.SignInAsNewCompany();
            using var certificate = await client.Enroll("Offline");
            await client.Post($"/v2/certificates/{certificate.SerialNumber}/revoke", new { });
            return await client.Post($"/v2/certificates/{certificate.SerialNumber}/revoke", new { });
        },
        [25010] = async client => await Enrol(client, curve: ECCurve.NamedCurves.nistP384),
        // ECDSA with SHA-224 instead of SHA-256: both identifiers have the same length.
        [25011] = async client => await Enrol(client, change: csr =>
        {
            Identifier("1.2.840.10045.4.3.1").CopyTo(csr, csr.AsSpan().LastIndexOf(Identifier("1.2.840.10045.4.3.2")));
            return csr;
        }),
        [26001] = async client =>
        {
            var nip = await client.SignInAsNewCompany();
            var guest = LocalKsefClient.NewNip();
            await GiveByDecree(client, new { type = "Nip", value = nip }, guest);
            using var certificate = LocalKsefSigner.Person("TINPL-" + guest, Noon);
            await client.SignIn(certificate, nip);
            return await client.Post("/v2/tokens", new { permissions = new[] { "InvoiceWrite" }, description = "Próbny" });
        },
        [26002] = async client =>
        {
            await SignIn(client, "PeppolId", LocalKsefClient.NewPeppolId(), id => $"CN={id}, O=Dostawca, C=PL");
            return await client.Post("/v2/tokens", new { permissions = new[] { "InvoiceWrite" }, description = "Próbny" });
        },
        [30001] = async client =>
        {
            var subject = new { subjectNip = LocalKsefClient.NewNip(), subjectType = "VatGroup", description = "Grupa" };
            await client.Post("/v2/testdata/subject", subject);
            return await client.Post("/v2/testdata/subject", subject);
        },
        [71001] = async client => await (await SignedIn(client)).Post("/v2/collective-identifiers",
            new { invoices = new[] { new { ksefNumber = None }, new { ksefNumber = None[..^1] + "2" } } }),
        [71002] = async client =>
        {
            var nip = await client.SignInAsNewCompany();
            var request = Collecting(await Accepted(client, nip, "FV/1"), await Accepted(client, nip, "FV/2"));
            // An invoice stands in so many.
            for (var i = 0; i < 132; i++) await client.Post("/v2/collective-identifiers", request);
            return await client.Post("/v2/collective-identifiers", request);
        },
        [71004] = async client => await client.Post("/v2/collective-identifiers",
            Collecting(await Accepted(client, await client.SignInAsNewCompany(), "FV/1"), await Accepted(client, await client.SignInAsNewCompany(), "FV/1"))),
        [71005] = async client =>
        {
            var number = await Accepted(client, await client.SignInAsNewCompany(), "FV/1");
            return await client.Post("/v2/collective-identifiers", Collecting(number, number));
        },
    };

    private static async Task<string> Accepted(LocalKsefClient client, string nip, string number) =>
        (await client.SendAndWait(LocalKsefInvoices.Fa3(nip, number, Today)))["ksefNumber"]!.GetValue<string>();

    private static object Collecting(params string[] numbers) => new { invoices = numbers.Select(ksefNumber => new { ksefNumber }) };

    private static async Task<LocalKsefClient> SignedIn(LocalKsefClient client)
    {
        await client.SignInAsNewCompany();
        return client;
    }

    private static async Task SignIn(LocalKsefClient client, string type, string value, Func<string, string> name)
    {
        using var certificate = LocalKsefSigner.SelfSigned(name(value), ECDsa.Create(ECCurve.NamedCurves.nistP256), Noon);
        var request = LocalKsefSigner.Request(await client.Challenge(), "x").Replace("<Nip>x</Nip>", $"<{type}>{value}</{type}>");
        await client.Authenticate(LocalKsefSigner.Sign(request, certificate, Noon));
        client.AccessToken = (await client.Post("/v2/auth/token/redeem",
            token: client.OperationToken)).Json["accessToken"]!["token"]!.GetValue<string>();
    }

    private static async Task<LocalKsefAnswer> Signed(LocalKsefClient client, string canonical)
    {
        using var certificate = LocalKsefSigner.Person("TINPL-" + LocalKsefClient.NewNip(), Noon);
        return await client.Authenticate(LocalKsefSigner.Sign(canonical, certificate, Noon));
    }

    private static async Task<LocalKsefAnswer> Send(LocalKsefClient client, string nip, string session, string? part = null,
        System.Text.Json.Nodes.JsonNode? value = null)
    {
        var sending = client.Sending(LocalKsefInvoices.Fa3(nip, "FV/1", Today));
        if (part is not null) sending[part] = value;
        return await client.Post($"/v2/sessions/online/{session}/invoices", sending);
    }

    private static async Task<LocalKsefAnswer> OpenBatch(LocalKsefClient client, IEnumerable<int> parts, long partSize = 16)
    {
        await client.SignInAsNewCompany();
        var fileParts = parts.Select(number => new { ordinalNumber = number, fileSize = partSize, fileHash = LocalKsefSigner.Digest([1]) });
        return await client.Post("/v2/sessions/batch", new
        {
            formCode = LocalKsefForms.CodeOf("FA (3)"),
            encryption = await client.Encryption(),
            batchFile = new { fileSize = 10, fileHash = LocalKsefSigner.Digest([1]), fileParts },
        });
    }

    /// <summary>A refused file has been corrected; then another correction: of which file by which.</summary>
    private static async Task<LocalKsefAnswer> Correct(LocalKsefClient client, Func<byte[], byte[], (byte[] Sent, byte[] Corrected)> next)
    {
        var nip = await client.SignInAsNewCompany();
        var (bad, good) = (LocalKsefInvoices.Fa3(nip, "FV/1", Today.AddDays(1)), LocalKsefInvoices.Fa3(nip, "FV/1", Today));
        await client.SendAndWait(bad, offline: true);
        var session = await client.OpenSession();
        await client.Outcome(session, await client.SendInvoice(session, good, true, LocalKsefSigner.Digest(bad)));
        var (sent, corrected) = next(bad, good);
        return await client.Post($"/v2/sessions/online/{session}/invoices", client.Sending(sent, true, LocalKsefSigner.Digest(corrected)));
    }

    private static Task<LocalKsefAnswer> GiveByDecree(LocalKsefClient client, object context, string nip) =>
        client.Post("/v2/testdata/permissions", new
        {
            contextIdentifier = context,
            authorizedIdentifier = new { type = "Nip", value = nip },
            permissions = new[] { new { permissionType = "InvoiceRead", description = "Próbne" } },
        });

    private static async Task<LocalKsefAnswer> Export(LocalKsefClient client, string subjectType = "Subject1") =>
        await client.Post("/v2/invoices/exports", new
        {
            encryption = await client.Encryption(),
            filters = new { subjectType, dateRange = new { dateType = "Issue", from = Noon.AddDays(-1) } },
        });

    private static async Task<LocalKsefClient> ByToken(LocalKsefClient client)
    {
        var nip = await client.SignInAsNewCompany();
        var made = (await client.Post("/v2/tokens", new { permissions = new[] { "InvoiceRead" }, description = "Próbny" })).Json;
        var challenge = (await client.Post("/v2/auth/challenge")).Json;
        var keys = (await client.Get("/v2/security/public-key-certificates")).Json.AsArray();
        var key = keys.First(entry => entry!["usage"]!.AsArray().Any(usage => usage!.GetValue<string>() == "KsefTokenEncryption"))!;
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(key["certificate"]!.GetValue<string>()));
        using var rsa = certificate.GetRSAPublicKey()!;
        var encryptedToken = Convert.ToBase64String(rsa.Encrypt(Encoding.UTF8.GetBytes($"{made["token"]}|{challenge["timestampMs"]}"),
            RSAEncryptionPadding.OaepSHA256));
        var started = await client.Post("/v2/auth/ksef-token",
            new { challenge = challenge["challenge"], contextIdentifier = new { type = "Nip", value = nip }, encryptedToken }, token: "");
        var operation = started.Json["authenticationToken"]!["token"]!.GetValue<string>();
        client.AccessToken = (await client.Post("/v2/auth/token/redeem", token: operation)).Json["accessToken"]!["token"]!.GetValue<string>();
        return client;
    }

    private static async Task<LocalKsefAnswer> Enrol(LocalKsefClient client, X500DistinguishedName? name = null, ECCurve? curve = null, Func<byte[],
        byte[]>? change = null,
        int? maxEnrollments = null, int? maxCertificates = null)
    {
        await client.SignInAsNewCompany();
        if (maxEnrollments is not null || maxCertificates is not null)
            await client.Post("/v2/testdata/limits/subject/certificate",
                new { enrollment = new { maxEnrollments = maxEnrollments ?? 9 }, certificate = new { maxCertificates = maxCertificates ?? 9 } });
        using var key = ECDsa.Create(curve ?? ECCurve.NamedCurves.nistP256);
        var csr = new CertificateRequest(name ?? await client.EnrollmentName(), key, HashAlgorithmName.SHA256).CreateSigningRequest();
        return await client.Post("/v2/certificates/enrollments",
            new { certificateName = "Certyfikat", certificateType = "Offline", csr = Convert.ToBase64String(change?.Invoke(csr) ?? csr) });
    }

    private static byte[] Identifier(string oid)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(oid);
        return writer.Encode();
    }
}
