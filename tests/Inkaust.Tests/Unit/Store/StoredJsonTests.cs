using Inkaust.Invoices;
using Inkaust.Ksef;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Tests.Unit.Store;

/// <summary>
/// What is kept as JSON is read for ever: a row of every form in which any program of ours has written it, and the form in which it is written
/// now. A row here is never changed; a new form gets a new row.
/// </summary>
public sealed class StoredJsonTests
{
    private const string At = "2026-12-09T11:00:09.6722337+00:00", Number = "5260001246-20261209-5A947A7B9253-2D";

    private static readonly DateTimeOffset Moment = DateTimeOffset.Parse(At);

    public static TheoryData<string, InvoiceState, string> States => new()
    {
        { """{"state":"issued"}""", new InvoiceState.Issued(), """{"state":"issued","v":1}""" },
        {
            """{"state":"sending","session":"20261209-SO-1","reference":null}""", new InvoiceState.Sending("20261209-SO-1", null),
            """{"state":"sending","session":"20261209-SO-1","reference":null,"v":1}"""
        },
        {
            """{"state":"sending","session":"20261209-SO-1","reference":"20261209-EE-1"}""", new InvoiceState.Sending("20261209-SO-1", "20261209-EE-1"),
            """{"state":"sending","session":"20261209-SO-1","reference":"20261209-EE-1","v":1}"""
        },
        {
            """{"state":"unknown","session":"20261209-SO-1","reference":null}""", new InvoiceState.Unknown("20261209-SO-1", null),
            """{"state":"unknown","session":"20261209-SO-1","reference":null,"v":1}"""
        },
        // Before it was noted when KSeF took an invoice in.
        {
            $$"""{"state":"accepted","ksefNumber":"{{Number}}","acceptedAt":"{{At}}","session":"20261209-SO-1","reference":"20261209-EE-1"}""",
            new InvoiceState.Accepted(Number, Moment, "20261209-SO-1", "20261209-EE-1"),
            $$"""{"state":"accepted","ksefNumber":"{{Number}}","acceptedAt":"{{At}}","session":"20261209-SO-1","reference":"20261209-EE-1","sentAt":null,"v":1}"""
        },
        {
            $$"""{"state":"accepted","ksefNumber":"{{Number}}","acceptedAt":"{{At}}","session":"20261209-SO-1","reference":null,"sentAt":"{{At}}"}""",
            new InvoiceState.Accepted(Number, Moment, "20261209-SO-1", null, Moment),
            $$"""{"state":"accepted","ksefNumber":"{{Number}}","acceptedAt":"{{At}}","session":"20261209-SO-1","reference":null,"sentAt":"{{At}}","v":1}"""
        },
        {
            """{"state":"rejected","code":450,"reason":"B\u0142\u0105d","details":["Nieprawid\u0142owy XML"],"session":"20261209-SO-1"}""",
            new InvoiceState.Rejected(450, "Błąd", ["Nieprawidłowy XML"], "20261209-SO-1"),
            """{"state":"rejected","code":450,"reason":"B\u0142\u0105d","details":["Nieprawid\u0142owy XML"],"session":"20261209-SO-1","v":1}"""
        },
        {
            """{"state":"rejected","code":410,"reason":"","details":[],"session":"20261209-SO-1"}""", new InvoiceState.Rejected(410, "", [], "20261209-SO-1"),
            """{"state":"rejected","code":410,"reason":"","details":[],"session":"20261209-SO-1","v":1}"""
        },
        { """{"state":"waived","eventId":9}""", new InvoiceState.Waived(9), """{"state":"waived","eventId":9,"v":1}""" },
        {
            $$"""{"state":"technicallycorrected","by":6,"ksefNumber":"{{Number}}"}""", new InvoiceState.TechnicallyCorrected(6, Number),
            $$"""{"state":"technicallycorrected","by":6,"ksefNumber":"{{Number}}","v":1}"""
        },
    };

    [Theory]
    [MemberData(nameof(States), DisableDiscoveryEnumeration = true)]
    public void A_state_of_every_form_is_read_and_written_in_the_newest(string former, InvoiceState state, string written)
    {
        foreach (var form in (string[])[former, written])
        {
            var read = InvoiceState.FromJson(form);
            Assert.Equal(state, read);
            // Two refusals are equal without their details.
            if (state is InvoiceState.Rejected refused) Assert.Equal(refused.Details, ((InvoiceState.Rejected)read).Details);
            Assert.Equal(written, read.ToJson());
        }
    }

    [Fact]
    public void Every_state_has_its_row() =>
        Assert.Equal(typeof(InvoiceState).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(InvoiceState))).Select(type => type.Name).Order(),
            States.Select(row => row.Data.Item2.GetType().Name).Distinct().Order());

    [Theory]
    [InlineData(0, SendingDuty.Send, "send")]
    [InlineData(1, SendingDuty.None, "none")]
    [InlineData(2, SendingDuty.Unknown, "unknown")]
    public void A_deadline_of_every_form_is_read_and_written_in_the_newest(int ordinal, SendingDuty duty, string word)
    {
        var former = $$"""{"Duty":{{ordinal}},"Date":"2026-12-10","Basis":"106nda","Steps":[{"Pl":"\u015Broda","En":"Wednesday"}],"Target":"2026-12-09","LiftedBy":9}""";
        var written = $$"""{"duty":"{{word}}","date":"2026-12-10","basis":"106nda","steps":[{"pl":"\u015Broda","en":"Wednesday"}],"target":"2026-12-09","liftedBy":9,"v":1}""";
        foreach (var form in (string[])[former, written])
        {
            var read = StoredJson.Read<Deadline>(form);
            Assert.Equal((duty, new DateOnly(2026, 12, 10), "106nda", new DateOnly(2026, 12, 9), 9), (read.Duty, read.Date, read.Basis, read.Target, read.LiftedBy));
            Assert.Equal([new Wording("środa", "Wednesday")], read.Steps);
            Assert.Equal(written, StoredJson.Write(read));
        }

        var unknown = StoredJson.Read<Deadline>($$"""{"Duty":{{ordinal}},"Date":null,"Basis":"106nf","Steps":[],"Target":null,"LiftedBy":null}""");
        Assert.Equal((duty, null, null, null), (unknown.Duty, unknown.Date, unknown.Target, unknown.LiftedBy));
    }

    [Theory]
    [InlineData(0, BuyerBranch.SupplyAbroad, "supply-abroad")]
    [InlineData(1, BuyerBranch.NoSeat, "no-seat")]
    [InlineData(2, BuyerBranch.EstablishmentTakesNoPart, "establishment-takes-no-part")]
    [InlineData(3, BuyerBranch.SmeScheme, "sme-scheme")]
    [InlineData(4, BuyerBranch.NoNip, "no-nip")]
    [InlineData(5, BuyerBranch.Consumer, "consumer")]
    public void Evidence_of_every_form_is_read_and_written_in_the_newest(int ordinal, BuyerBranch told, string word)
    {
        var former = $$"""{"Silence":"s","Presence":{"Answers":true,"Since":"{{At}}","AskedAt":"{{At}}","Words":null}"""
            + $$""","Certificate":{"Serial":"01","ValidTo":"{{At}}","Status":"Active","StatusAt":"{{At}}","Permissions":["Owner"],"PermissionsAt":"{{At}}"}"""
            + $$""","BuyerTold":{{ordinal}},"Latarnia":{"State":"Failure","ReadAt":"{{At}}"},"EventId":7,"Messages":["{}"],"MessageHashes":["aa"],"BipReference":"b"}""";
        var written = $$"""{"silence":"s","presence":{"answers":true,"since":"{{At}}","askedAt":"{{At}}","words":null}"""
            + $$""","certificate":{"serial":"01","validTo":"{{At}}","status":"Active","statusAt":"{{At}}","permissions":["Owner"],"permissionsAt":"{{At}}"}"""
            + $$""","buyerTold":"{{word}}","latarnia":{"state":"Failure","readAt":"{{At}}"},"eventId":7,"messages":["{}"],"messageHashes":["aa"],"bipReference":"b","v":1}""";
        foreach (var form in (string[])[former, written])
        {
            var read = StoredJson.Read<ModeEvidence>(form);
            Assert.Equal(told, read.BuyerTold);
            Assert.Equal(("s", new Presence(true, Moment, Moment, null), new LatarniaHeard("Failure", Moment), 7, "b"),
                (read.Silence, read.Presence!, read.Latarnia!, read.EventId, read.BipReference));
            Assert.Equal(("01", Moment, "Active", Moment, Moment),
                (read.Certificate!.Serial, read.Certificate.ValidTo, read.Certificate.Status, read.Certificate.StatusAt, read.Certificate.PermissionsAt));
            Assert.Equal([["Owner"], ["{}"], ["aa"]], new[] { read.Certificate.Permissions!, read.Messages, read.MessageHashes });
            Assert.Equal(written, StoredJson.Write(read));
        }
    }

    [Theory]
    [InlineData("{}")] // of an invoice that was issued before there was evidence
    [InlineData("""{"Silence":null,"Latarnia":null,"EventId":null,"Messages":[],"MessageHashes":[],"BipReference":null}""")] // before presence was asked for
    [InlineData("""
        {"Silence":null,"Presence":null,"Certificate":null,"BuyerTold":null,"Latarnia":null,"EventId":null,"Messages":[],"MessageHashes":[],"BipReference":null}
        """)]
    public void Evidence_of_nothing_is_read(string former)
    {
        var read = StoredJson.Read<ModeEvidence>(former);
        Assert.Equal((null, null, null, null, null, null), (read.Silence, read.Presence, read.Certificate, read.BuyerTold, read.Latarnia, read.EventId));
        Assert.Empty(read.Messages);
        Assert.Empty(read.MessageHashes);
        Assert.Equal("""
            {"silence":null,"presence":null,"certificate":null,"buyerTold":null,"latarnia":null,"eventId":null,"messages":[],"messageHashes":[],"bipReference":null,"v":1}
            """, StoredJson.Write(read));
    }

    [Fact]
    public void Limits_of_every_form_are_read_and_written_in_the_newest()
    {
        string[] groups = ["OnlineSession", "BatchSession", "InvoiceSend", "InvoiceStatus", "SessionList", "SessionInvoiceList", "SessionMisc",
            "InvoiceMetadata", "InvoiceExport", "InvoiceExportStatus", "InvoiceDownload", "CollectiveIdentifier", "Other"];
        var former = $"{{{string.Join(',', groups.Select((name, i) => $$"""
            "{{name}}":{"PerSecond":{{i + 1}},"PerMinute":{{(i + 1) * 10}},"PerHour":{{(i + 1) * 100}}}
            """))}}}";
        var written = $"{{{string.Join(',', groups.Select((name, i) => $$"""
            "{{char.ToLowerInvariant(name[0])}}{{name[1..]}}":{"perSecond":{{i + 1}},"perMinute":{{(i + 1) * 10}},"perHour":{{(i + 1) * 100}}}
            """))},\"v\":1}}";
        foreach (var form in (string[])[former, written])
        {
            var read = StoredJson.Read<RateLimits>(form);
            Assert.Equal((new RateLimit(1, 10, 100), new RateLimit(13, 130, 1300)), (read.OnlineSession, read.Other));
            Assert.Equal(written, StoredJson.Write(read));
        }
    }

    [Theory]
    [InlineData("""{"state":"issued","v":2}""")]
    [InlineData("""{"v":2,"state":"issued"}""")]
    [InlineData("""{ "state" : "something new", "v" : 17 } """)]
    public void What_a_newer_program_wrote_is_refused(string json) =>
        Assert.Equal("INK-STORE-010", Assert.Throws<RefusedException>(() => InvoiceState.FromJson(json)).Findings[0].Code);

    [Theory]
    [InlineData("""{"v":1,"state":"waived","eventId":9}""")]
    [InlineData("""{"eventId":9,"state":"waived","v":1}""")]
    [InlineData("""  { "state": "waived", "eventId": 9, "v": 1 }  """)]
    [InlineData("""{"state":"waived","eventId":9,"because":{"v":2},"v":1}""")]
    [InlineData("""{"state":"waived","eventId":9,"because":{"v":1}}""")]
    public void Blanks_order_and_what_is_not_known_make_no_difference(string json) => Assert.Equal(new InvoiceState.Waived(9), InvoiceState.FromJson(json));
}
