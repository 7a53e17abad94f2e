using System.Text;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;
using static Inkaust.Tests.Unit.LocalKsef.Invoices.Sent;

namespace Inkaust.Tests.Unit.LocalKsef.Invoices;

/// <summary>The checks of an invoice, each at the last file that passes it and the first one that does not.</summary>
public sealed class InvoiceChecksTests(WorldFixture fixture) : IClassFixture<WorldFixture>
{
    private const string Size = "The file is not larger than allowed", Encoding8 = "The characters are UTF-8 without a byte order mark", Characters = "There are no discouraged characters",
        PlainXml = "It is well-formed XML without DTD and processing instructions", Root = "Its root element is that of the form declared for the session", Schema = "It follows its schema",
        CheckDigit = "The NIPs of the parties have right check digits, where that is asked for", Issuer = "The context may issue for the seller",
        Attachment = "An attachment is allowed: with consent, and in a batch unless it is a technical correction", Future = "P_1 is not later than today in Poland";

    private readonly World world = fixture.World;
    private readonly string nip = LocalKsefClient.NewNip();

    [Fact]
    public void A_right_invoice_passes_all_of_them() => Assert.Null(FirstRefusal(world, Session(nip), Right()));

    [Fact]
    public void They_come_in_the_order_in_which_each_may_rely_on_those_before_it()
    {
        Assert.Equal([Size, Encoding8, Characters, PlainXml, Root, Schema, CheckDigit, Issuer, Attachment, Future],
            InvoiceChecks.InOrder.Select(check => check.Sentence));
        Assert.Equal(["No technical correction of the same file was accepted", "No accepted invoice has the same seller, kind and number"],
            InvoiceChecks.BesideOthers.Select(check => check.Sentence));
    }

    [Theory]
    [InlineData("exactly the limit without an attachment", false, 4000, "")]
    [InlineData("one octet more", false, 4001, Schema)]
    [InlineData("more than an invoice with an attachment may have", false, 5001, Size)]
    [InlineData("more than without an attachment, with one", true, 4001, "")]
    [InlineData("exactly the limit with an attachment", true, 5000, "")]
    [InlineData("one octet more than with an attachment", true, 5001, Size)]
    public void A_file_is_as_large_as_allowed_and_no_larger(string what, bool isAttached, int length, string check)
    {
        Assert.NotEmpty(what);
        var session = Session(nip, "FA (2)", SessionKind.Batch);
        world.Limits.Set(session.Context, SessionKind.Batch, new SessionLimits(4000, 5000, 10));
        world.Limits.Set(session.Context, SessionKind.Online, new SessionLimits(1, 1, 10));
        world.Rights.AllowAttachments(nip, null);
        var file = Right("FA (2)");
        if (isAttached) file = file.With("</Faktura>", "<Zalacznik></Zalacznik></Faktura>");
        Assert.InRange(file.Length, 1, 4000);
        Refuses(check, 430, session, [.. file, .. Enumerable.Repeat((byte)' ', length - file.Length)]);
    }

    [Fact]
    public void A_byte_order_mark_and_other_characters_than_UTF_8_are_refused()
    {
        Assert.Equal(["Plik zaczyna się znacznikiem BOM."], Refuses(Encoding8, 450, Session(nip), [0xEF, 0xBB, 0xBF, .. Right()]));
        Assert.Equal(["Plik nie jest poprawnie zakodowany w UTF-8."],
            Refuses(Encoding8, 450, Session(nip), Encoding.Latin1.GetBytes("<Faktura>ó</Faktura>")));
    }

    [Theory]
    [InlineData(0x7E, false)]
    [InlineData(0x7F, true)]
    [InlineData(0x80, true)]
    [InlineData(0x84, true)]
    [InlineData(0x85, false)]
    [InlineData(0x86, true)]
    [InlineData(0x9F, true)]
    [InlineData(0xA0, false)]
    [InlineData(0xFDCF, false)]
    [InlineData(0xFDD0, true)]
    [InlineData(0xFDDF, true)]
    [InlineData(0xFDEF, true)]
    [InlineData(0xFDF0, false)]
    [InlineData(0xFFFD, false)]
    [InlineData(0x10000, false)]
    [InlineData(0x1FFFD, false)]
    [InlineData(0x1FFFE, true)]
    [InlineData(0x1FFFF, true)]
    [InlineData(0x20000, false)]
    [InlineData(0x2FFFE, true)]
    [InlineData(0xFFFFF, true)]
    [InlineData(0x10FFFD, false)]
    [InlineData(0x10FFFE, true)]
    [InlineData(0x10FFFF, true)]
    public void Discouraged_characters_are_found_wherever_they_stand(int point, bool isDiscouraged)
    {
        var character = char.ConvertFromUtf32(point);
        foreach (var before in new[] { "", "<P_2>", "zażółć €😀" })
        {
            var candidate = new Candidate(Invoice(Session(nip), default), Session(nip),
                world.Grounds)
            { Xml = Encoding.UTF8.GetBytes(before + character + "</P_2>") };
            var refused = InvoiceChecks.InOrder.Single(check => check.Sentence == Characters).Refusal(candidate);
            Assert.Equal(isDiscouraged, refused is { Code: 450 });
            if (isDiscouraged) Assert.Equal([$"Plik zawiera niezalecany znak U+{point:X4}."], refused!.Details!.Skip(1));
        }
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>", "Prolog wskazuje kodowanie iso-8859-1")]
    [InlineData("<P_2>", "<?x y?><P_2>", "instrukcję przetwarzania")]
    [InlineData("</Faktura>", "</Faktura><?x y?>", "instrukcję przetwarzania")]
    [InlineData("</Faktura>", "", "")]
    [InlineData("<Faktura", "<!DOCTYPE Faktura><Faktura", "")]
    public void What_is_no_plain_XML_is_refused(string part, string other, string detail) =>
        Assert.Contains(detail, string.Join(" ", Refuses(PlainXml, 450, Session(nip), Right().With(part, other))));

    [Theory]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<?xml version=\"1.0\" encoding=\"utf-8\"?>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<?xml version=\"1.0\"?>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "")]
    [InlineData("<P_2>", "<!-- x --><P_2>")]
    public void What_is_plain_XML_all_the_same_passes(string part, string other) =>
        Assert.Null(FirstRefusal(world, Session(nip), [.. Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Right().With(part, other)).TrimStart())]));

    [Theory]
    [InlineData("FA (2)", "FA (3)")]
    [InlineData("FA (3)", "FA (2)")]
    [InlineData("PEF (3)", "PEF_KOR (3)")]
    [InlineData("FA_RR (1)", "FA (3)")]
    public void The_file_has_the_form_of_its_session(string session, string file) => Refuses(Root, 450, Session(nip, session), Right(file));

    [Fact]
    public void The_schema_of_FA3_is_asked_and_names_the_place()
    {
        var details = Refuses(Schema, 450, Session(nip), Right().With("<P_16>2</P_16>", "<P_16>3</P_16>"));
        Assert.Contains(details, detail => detail.Contains("P_16", StringComparison.Ordinal));
        // FA (2) has no schema here; what is read of it has to be there.
        Assert.Null(FirstRefusal(world, Session(nip, "FA (2)"), Right("FA (2)").With("<P_16>2</P_16>", "<P_16>3</P_16>")));
        Assert.Equal(["Brak wymaganego pola faktury albo nie da się go odczytać."],
            Refuses(Schema, 450, Session(nip, "FA (2)"), Right("FA (2)").With("P_15>", "P_15x>")));
    }

    [Fact]
    public void Of_many_faults_twenty_are_told()
    {
        var lines = string.Concat(Enumerable.Range(2,
            25).Select(number => $"<FaWiersz><NrWierszaFa>{number}</NrWierszaFa><P_12>x</P_12></FaWiersz>"));
        Assert.Equal(20, Refuses(Schema, 450, Session(nip), Right().With("</Fa>", lines + "</Fa>")).Count);
    }

    [Fact]
    public void The_NIPs_have_right_check_digits_in_a_session_that_asks_for_it()
    {
        // Weights 6, 5, 7, 2, 3, 4, 5, 6, 7: 30+10+42+0+0+0+5+12+28 = 127, which leaves 6.
        foreach (var form in new[] { "FA (2)", "FA (3)" })
        {
            Assert.Null(FirstRefusal(world, Session("5260001246", form) with { ChecksIdentifiers = true }, File(form, "5260001246")));
            Assert.Null(FirstRefusal(world, Session("5260001247", form), File(form, "5260001247")));
            Assert.Equal(["NIP 5260001247 ma błędną cyfrę kontrolną."],
                Refuses(CheckDigit, 450, Session("5260001247", form) with { ChecksIdentifiers = true }, File(form, "5260001247")));
        }
    }

    [Fact]
    public void Another_seller_has_to_authorize_the_context_for_this_form()
    {
        var (seller, provider) = (LocalKsefClient.NewNip(), new ContextIdentifier(ContextType.PeppolId, LocalKsefClient.NewPeppolId()));
        var authorization = Register.RightsOnPaper.SelfInvoicing("one") with { Authorizing = seller, Authorized = nip };
        Refuses(Issuer, 410, Session(nip), File("FA (3)", seller));
        world.Rights.Add(authorization with { Scope = EntityAuthorization.RRInvoicing });
        world.Rights.Add(authorization with { Scope = EntityAuthorization.PefInvoicing });
        Refuses(Issuer, 410, Session(nip), File("FA (3)", seller));
        world.Rights.Add(authorization);
        Assert.Null(FirstRefusal(world, Session(nip), File("FA (3)", seller)));
        Refuses(Issuer, 410, Session(nip, "PEF (3)", context: provider), File("PEF (3)", seller));
        world.Rights.Add(authorization with { Scope = EntityAuthorization.PefInvoicing, Authorized = provider.Value });
        Assert.Null(FirstRefusal(world, Session(nip, "PEF (3)", context: provider), File("PEF (3)", seller)));
    }

    [Theory]
    [InlineData("in a batch with consent", "FA (2)", "Batch", true, false, 0)]
    [InlineData("in a batch without consent", "FA (2)", "Batch", false, false, 410)]
    [InlineData("online with consent", "FA (2)", "Online", true, false, 415)]
    [InlineData("online without consent", "FA (2)", "Online", false, false, 415)]
    [InlineData("online, a technical correction without consent", "FA (2)", "Online", false, true, 410)]
    [InlineData("online, a technical correction", "FA (2)", "Online", true, true, 0)]
    [InlineData("online, a form that no batch takes", "PEF (3)", "Online", true, false, 0)]
    [InlineData("online, that form without consent", "PEF (3)", "Online", false, false, 410)]
    public void An_attachment_needs_consent_and_a_batch(string what, string form, string kind, bool hasConsent, bool isCorrection, int code)
    {
        Assert.NotEmpty(what);
        if (hasConsent) world.Rights.AllowAttachments(nip, null);
        var attached = form == "FA (2)" ? Right(form).With("</Faktura>", "<Zalacznik></Zalacznik></Faktura>")
            : Right(form).With("<a:AccountingSupplierParty>",
                "<a:AdditionalDocumentReference><a:Attachment></a:Attachment></a:AdditionalDocumentReference><a:AccountingSupplierParty>");
        var session = Session(nip, form, Enum.Parse<SessionKind>(kind));
        Func<SentInvoice, SentInvoice> change = invoice => invoice with { HashOfCorrected = isCorrection ? invoice.Hash : null };
        Refuses(code == 0 ? "" : Attachment, code, session, attached, change);
        Assert.Null(FirstRefusal(world, session, Right(form), change));
    }

    [Fact]
    public void The_consent_has_to_hold_still()
    {
        var session = Session(nip, "FA (2)", SessionKind.Batch);
        world.Rights.AllowAttachments(nip, LocalKsefDay.Noon.AddHours(-1));
        var details = Refuses(Attachment, 410, session, Right("FA (2)").With("</Faktura>", "<Zalacznik></Zalacznik></Faktura>"));
        Assert.Equal([$"Sprzedawca {nip} nie posiada zgody do wysyłania faktur z załącznikami"], details);
    }

    [Theory]
    [InlineData("2026-06-15T21:59:59Z", "2026-06-15", "")]
    [InlineData("2026-06-15T21:59:59Z", "2026-06-16", Future)]
    [InlineData("2026-06-15T22:00:00Z", "2026-06-16", "")]
    [InlineData("2026-01-15T22:59:59Z", "2026-01-16", Future)]
    [InlineData("2026-01-15T23:00:00Z", "2026-01-16", "")]
    public void P_1_is_at_most_the_day_in_Poland_on_which_the_file_came(string receivedAt, string issued, string check)
    {
        var received = DateTimeOffset.Parse(receivedAt, System.Globalization.CultureInfo.InvariantCulture);
        var xml = LocalKsefInvoices.Fa3(nip, "FV/1", DateOnly.ParseExact(issued, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Refuses(check, 450, Session(nip), xml, invoice => invoice with { ReceivedAt = received });
    }

    private byte[] Right(string form = "FA (3)") => File(form, nip);

    private static byte[] File(string form, string seller) => LocalKsefForms.File(form, seller, "FV/1", LocalKsefDay.Today);

    /// <summary>Expects the check with this sentence to refuse with the code, or none when there is no sentence; the details without their heading.</summary>
    private IReadOnlyList<string> Refuses(string check, int code, SendingSession session, byte[] xml, Func<SentInvoice, SentInvoice>? change = null)
    {
        var refused = FirstRefusal(world, session, xml, change);
        Assert.Equal(check.Length == 0 ? "" : $"{check}: {code}", refused is null ? "" : $"{refused.Value.Sentence}: {refused.Value.Status.Code}");
        return [.. (refused?.Status.Details ?? []).Where(detail => detail != "Nieprawidłowy XML")];
    }
}
