using System.Text;
using System.Text.Json;
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

    private static readonly Wording Lost = new("Odpowied\u017a", "The answer");

    private static readonly KsefFault Fault = new("INK-KSEF-005", Lost);

    private const string FaultJson = """{"code":"INK-KSEF-005","text":{"pl":"Odpowied\u017A","en":"The answer"}}""";

    public static TheoryData<Cause, string> Causes => new()
    {
        { new Cause.Issued(new ModeReason.KsefAnswers(true)), """{"cause":"issued","reason":{"reason":"ksef-answers","isDatedEarlier":true},"v":1}""" },
        { new Cause.AboutToBeSent("S"), """{"cause":"about-to-be-sent","session":"S","v":1}""" },
        { new Cause.AboutToBeSentInPackage("S"), """{"cause":"about-to-be-sent-in-package","session":"S","v":1}""" },
        { new Cause.TakenIn("R"), """{"cause":"taken-in","reference":"R","v":1}""" },
        { new Cause.AnswerLost(Fault), $$"""{"cause":"answer-lost","fault":{{FaultJson}},"v":1}""" },
        { new Cause.NothingSent(Fault), $$"""{"cause":"nothing-sent","fault":{{FaultJson}},"v":1}""" },
        { new Cause.SessionTakesNoMore("S", Fault), $$"""{"cause":"session-takes-no-more","session":"S","fault":{{FaultJson}},"v":1}""" },
        { new Cause.SessionNotKnown("S", Fault), $$"""{"cause":"session-not-known","session":"S","fault":{{FaultJson}},"v":1}""" },
        { new Cause.NotInSession("S", null), """{"cause":"not-in-session","session":"S","outcome":null,"v":1}""" },
        { new Cause.FoundInSession("S"), """{"cause":"found-in-session","session":"S","v":1}""" },
        { new Cause.NumberedInSession("S"), """{"cause":"numbered-in-session","session":"S","v":1}""" },
        { new Cause.NamedByReceipt("S"), """{"cause":"named-by-receipt","session":"S","v":1}""" },
        { new Cause.AnsweredWithAnother("R"), """{"cause":"answered-with-another","reference":"R","v":1}""" },
        { new Cause.Numbered(Number), $$"""{"cause":"numbered","ksefNumber":"{{Number}}","v":1}""" },
        { new Cause.SameBytesHeld(Number), $$"""{"cause":"same-bytes-held","ksefNumber":"{{Number}}","v":1}""" },
        { new Cause.KsefGaveUp(500, "no"), """{"cause":"ksef-gave-up","code":500,"description":"no","v":1}""" },
        { new Cause.KsefRefused(450, "no", ["a"]), """{"cause":"ksef-refused","code":450,"description":"no","details":["a"],"v":1}""" },
        { new Cause.WaivedByTotalFailure(9), """{"cause":"waived-by-total-failure","eventId":9,"v":1}""" },
        { new Cause.RepairAccepted(Number), $$"""{"cause":"repair-accepted","ksefNumber":"{{Number}}","v":1}""" },
        { new Cause.SentAgainAsItIs(410), """{"cause":"sent-again-as-it-is","code":410,"v":1}""" },
        { new Cause.Closed("test"), """{"cause":"closed","because":"test","v":1}""" },
        { new Cause.TakenUpAgain(), """{"cause":"taken-up-again","v":1}""" },
        { new Cause.Sentence("by hand"), """{"cause":"sentence","en":"by hand","v":1}""" },
    };

    [Theory]
    [MemberData(nameof(Causes), DisableDiscoveryEnumeration = true)]
    public void A_cause_is_a_word_with_its_facts_and_has_words_in_both_languages(Cause cause, string written)
    {
        Assert.Equal(written, cause.ToJson());
        Assert.Equal(cause, Cause.FromRow(cause.Word, written));
        Assert.StartsWith($$"""{"cause":"{{cause.Word}}",""", written);
        Assert.NotEmpty(cause.InWords.En);
        Assert.True(cause is Cause.Sentence || cause.InWords.Pl != cause.InWords.En);
    }

    public static TheoryData<ModeReason, string> Reasons => new()
    {
        { new ModeReason.AskedFor(IssuingMode.Offline24, false), """{"reason":"asked-for","mode":"offline24","isDatedEarlier":false,"v":1}""" },
        { new ModeReason.KsefAnswers(true), """{"reason":"ksef-answers","isDatedEarlier":true,"v":1}""" },
        {
            // What an older version wrote down, in English.
            new ModeReason.KsefIsSilent(Moment, 9, Silence.Parse("fetching the public keys: no connection")),
            $$"""{"reason":"ksef-is-silent","since":"{{At}}","eventBegunTooLate":9,"silence":"fetching the public keys: no connection","v":1}"""
        },
        {
            new ModeReason.KsefIsSilent(Moment, null, new Silence(Disturbance.ServerError, 502)),
            $$"""{"reason":"ksef-is-silent","since":"{{At}}","eventBegunTooLate":null,"silence":"server-error 502","v":1}"""
        },
        {
            new ModeReason.Claimed(new KsefClaim(false, "why", "account:a", Moment, Moment), null, false),
            $$"""{"reason":"claimed","claim":{"isReachable":false,"reason":"why","by":"account:a","saidAt":"{{At}}","until":"{{At}}"},"""
                + "\"eventBegunTooLate\":null,\"isDatedEarlier\":false,\"v\":1}"
        },
        { new ModeReason.NoNetwork("Telefon"), """{"reason":"no-network","device":"Telefon","v":1}""" },
        { new ModeReason.Announced(IssuingMode.TotalFailure, 9, Moment), $$"""{"reason":"announced","mode":"total-failure","eventId":9,"startAt":"{{At}}","v":1}""" },
        {
            new ModeReason.Repaired("aa", true, new ModeReason.KsefAnswers(false)),
            """{"reason":"repaired","hash":"aa","nobodyHasIt":true,"first":{"reason":"ksef-answers","isDatedEarlier":false},"v":1}"""
        },
        { new ModeReason.Sentence("by wish"), """{"reason":"sentence","en":"by wish","v":1}""" },
    };

    [Theory]
    [MemberData(nameof(Reasons), DisableDiscoveryEnumeration = true)]
    public void A_reason_is_a_word_with_its_facts_and_has_words_in_both_languages(ModeReason reason, string written)
    {
        Assert.Equal(written, reason.ToJson());
        Assert.Equal(reason, ModeReason.FromRow(reason.Word, written));
        Assert.StartsWith($$"""{"reason":"{{reason.Word}}",""", written);
        Assert.NotEmpty(reason.InWords.En);
        Assert.True(reason is ModeReason.Sentence || reason.InWords.Pl != reason.InWords.En);
    }

    [Fact]
    public void Every_cause_and_every_reason_has_its_row()
    {
        Assert.Equal(Kinds(typeof(Cause)), Causes.Select(row => row.Data.Item1.GetType().Name).Order());
        Assert.Equal(Kinds(typeof(ModeReason)), Reasons.Select(row => row.Data.Item1.GetType().Name).Distinct().Order());

        static IEnumerable<string> Kinds(Type of) => of.GetNestedTypes().Where(type => type.IsSubclassOf(of)).Select(type => type.Name).Order();
    }

    [Fact]
    public void What_an_older_version_wrote_as_a_sentence_is_that_sentence()
    {
        Assert.Equal(new("about to be sent", "about to be sent"), Cause.FromRow("about to be sent", null).InWords);
        Assert.Equal(new("by wish", "by wish"), ModeReason.FromRow("by wish", null).InWords);
    }

    [Theory]
    [InlineData("""{"number":"FK/1"}""", """{"number":"FK/1","v":1}""")]
    [InlineData("{\n  \"number\": \"FK/1\"\n}\n", "{\n  \"number\": \"FK/1\",\"v\":1}")]
    public void A_draft_is_kept_with_its_version_and_given_back_without(string draft, string kept)
    {
        Assert.Equal(kept, Encoding.UTF8.GetString(StoredJson.Marked(Encoding.UTF8.GetBytes(draft))));
        Assert.Equal("FK/1", InvoiceDraftNumber(StoredJson.Unmarked(Encoding.UTF8.GetBytes(kept))));
        Assert.Equal(draft, Encoding.UTF8.GetString(StoredJson.Unmarked(Encoding.UTF8.GetBytes(draft)).Span)); // of before there was a version
        Assert.Equal("INK-STORE-010",
            Assert.Throws<RefusedException>(() => StoredJson.Unmarked(Encoding.UTF8.GetBytes(kept.Replace("\"v\":1", "\"v\":2")))).Findings[0].Code);

        static string? InvoiceDraftNumber(ReadOnlyMemory<byte> json) => JsonDocument.Parse(json).RootElement.GetProperty("number").GetString();
    }

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
            Assert.Equal((Silence.Parse("s"), new Presence(true, Moment, Moment, null), new LatarniaHeard("Failure", Moment), 7, "b"),
                (read.Silence!, read.Presence!, read.Latarnia!, read.EventId, read.BipReference));
            Assert.Equal(("01", Moment, "Active", Moment, Moment),
                (read.Certificate!.Serial, read.Certificate.ValidTo, read.Certificate.Status, read.Certificate.StatusAt, read.Certificate.PermissionsAt));
            Assert.Equal([["Owner"], ["{}"], ["aa"]], new[] { read.Certificate.Permissions!, read.Messages, read.MessageHashes });
            Assert.Equal(written, StoredJson.Write(read));
        }
    }

    [Theory]
    [InlineData("fetching the public keys: the connection broke", null, "fetching the public keys: the connection broke", "fetching the public keys: the connection broke")]
    [InlineData("HTTP 502", null, "HTTP 502", "HTTP 502")]
    [InlineData("connection-broken", Disturbance.ConnectionBroken, "połączenie zostało przerwane", "the connection broke")]
    [InlineData("server-error 502", Disturbance.ServerError, "błąd po stronie serwera (HTTP 502)", "an error of the server (HTTP 502)")]
    [InlineData("not-ksef 200", Disturbance.NotKsef, "odpowiedziało coś innego niż KSeF (HTTP 200)", "something other than KSeF answered (HTTP 200)")]
    public void How_KSeF_was_silent_is_a_word_in_both_languages_or_the_sentence_of_an_older_version(string kept, Disturbance? how, string pl, string en)
    {
        var read = StoredJson.Read<ModeEvidence>($$"""
            {"silence":"{{kept}}","presence":{"answers":false,"since":"{{At}}","askedAt":"{{At}}","words":"{{kept}}"},"v":1}
            """);
        Assert.All([read.Silence!, read.Presence!.Silence!], one => Assert.Equal((how, new Wording(pl, en), kept), (one.How, one.InWords, one.ToString())));
        Assert.Contains($"\"silence\":\"{kept}\"", StoredJson.Write(read), StringComparison.Ordinal);
        Assert.Contains($"\"words\":\"{kept}\"", StoredJson.Write(read), StringComparison.Ordinal);
    }

    [Fact]
    public void What_devices_said_and_why_it_is_kept_is_read_for_ever()
    {
        var holding = new HoldingOfDevice([new HeldOnDevice("abc", "FV/T1/1", new DateOnly(2026, 12, 9), new DateOnly(2026, 12, 10), "123.00", "PLN")]);
        const string Holding = """
            {"invoices":[{"hash":"abc","number":"FV/T1/1","issueDate":"2026-12-09","deadline":"2026-12-10","gross":"123.00","currency":"PLN"}],"v":1}
            """;
        Assert.Equal(Holding, StoredJson.Write(holding));
        Assert.Equal(holding.Invoices, StoredJson.Read<HoldingOfDevice>(Holding).Invoices);

        const string Told = $$"""{"format":1,"deviceTime":"{{At}}","invoice":{"number":"FV/T1/1"},"v":1}""";
        Assert.Equal(Told, StoredJson.Write(new ToldByDevice(1, Moment, JsonSerializer.SerializeToElement(new { number = "FV/T1/1" }))));
        Assert.Equal((1, Moment, "FV/T1/1"), (StoredJson.Read<ToldByDevice>(Told).Format, StoredJson.Read<ToldByDevice>(Told).DeviceTime,
            StoredJson.Read<ToldByDevice>(Told).Invoice.GetProperty("number").GetString()));

        const string Kept = """
            {"findings":[{"code":"INK-POCKET-022","severity":"rejected","text":{"pl":"pl","en":"en"},"path":"Fa/P_2"}],"v":1}
            """;
        var finding = new Finding("INK-POCKET-022", "pl", "en") { Path = "Fa/P_2" };
        Assert.Equal(Kept, StoredJson.Write(KeptBecause.Of([finding])));
        Assert.Equal(finding, Assert.Single(StoredJson.Read<KeptBecause>(Kept).Findings).Back());

        const string Evidence = $$"""
            {"id":"a","name":"Telefon","handedOverAt":"{{At}}","clockOff":-3,"app":"1","law":"2026-02-01","calendar":"usual","deadline":"2026-12-10","documentsGiven":["invoice"],"blockedAt":null,"v":1}
            """;
        var evidence = new DeviceEvidence("a", "Telefon", Moment, -3, "1", "2026-02-01", "usual", new DateOnly(2026, 12, 10), ["invoice"], null);
        Assert.Equal(Evidence, StoredJson.Write(evidence));
        Assert.Equal(evidence with { DocumentsGiven = [] }, StoredJson.Read<DeviceEvidence>(Evidence) with { DocumentsGiven = [] });
    }

    [Fact]
    public void Every_way_of_being_silent_is_kept_and_read_again() =>
        Assert.All(Enum.GetValues<Disturbance>().SelectMany(how => (Silence[])[new(how), new(how, 502)]), one =>
        {
            Assert.Equal(one, Silence.Parse(one.ToString()));
            Assert.NotEqual(one.InWords.Pl, one.InWords.En);
        });

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
        var second = $"{{{string.Join(',', groups.Select((name, i) => $$"""
            "{{char.ToLowerInvariant(name[0])}}{{name[1..]}}":{"perSecond":{{i + 1}},"perMinute":{{(i + 1) * 10}},"perHour":{{(i + 1) * 100}}}
            """))},\"v\":1}}";
        // Until closing a session had limits of its own and those of an address were told.
        var written = second
            .Replace("\"batchSession\"", "\"onlineSessionClose\":null,\"batchSession\"", StringComparison.Ordinal)
            .Replace("\"invoiceSend\"", "\"batchSessionClose\":null,\"invoiceSend\"", StringComparison.Ordinal)
            .Replace(",\"v\":1", ",\"anonymous\":null,\"global\":null,\"v\":1", StringComparison.Ordinal);
        foreach (var form in (string[])[former, second, written])
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

    [Fact]
    public void A_draft_on_the_shelf_and_a_known_buyer_bear_the_version_of_their_form()
    {
        const string draft = """{"buyer":{"name":"Zofia Żółć"},"lines":[{"price":"dwa"}],"v":1}""";
        const string buyer = """{"name":"Zofia Żółć","nip":"6712345098","v":1}""";
        var content = DraftContent.Read(StoredJson.Unmarked(Encoding.UTF8.GetBytes(draft)).Span);
        Assert.Equal(draft, Encoding.UTF8.GetString(StoredJson.Marked(content.Utf8.Span)));
        Assert.Equal("6712345098", Party.ReadJson(StoredJson.Unmarked(Encoding.UTF8.GetBytes(buyer))).Nip?.ToString());
    }
}
