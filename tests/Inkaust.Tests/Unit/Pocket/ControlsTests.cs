using System.Text;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.Pocket.Writing;

namespace Inkaust.Tests.Unit.Pocket;

/// <summary>What a draft knows, against what the editor lets a person enter.</summary>
public class ControlsTests
{
    [Fact]
    public void Every_field_of_a_draft_has_a_control_of_its_kind_with_words_in_both_languages()
    {
        Assert.Equal(DraftForm.Records.Order(), Controls.Records.Order());
        foreach (var record in DraftForm.Records)
        {
            Assert.Equal(DraftForm.FieldsOf(record).Select(one => one.Name).Order(), Controls.OfRecord(record).Select(one => one.Name).Order());
            foreach (var control in Controls.OfRecord(record))
            {
                var field = DraftForm.Field(record, control.Name);
                Assert.True(Fits(control, field), $"{record}.{control.Name} is entered as {control.Kind}");
                Assert.True(control.Label.Pl.Length > 1 && control.Label.En.Length > 1, $"{record}.{control.Name}");
                if (control.Kind == ControlKind.Choice)
                    Assert.All(field.Choices, choice => Assert.False(choice.Word == choice.Means.Pl, $"{record}.{control.Name}: {choice.Word} has no words"));
            }
        }
    }

    [Fact]
    public void Every_form_and_with_it_every_record_is_reached_from_the_parts_that_can_be_added()
    {
        var reached = new HashSet<string>();
        void Reach(Form form)
        {
            if (!reached.Add(form.Name)) return;
            foreach (var control in form.All.Where(one => one.Of.Length > 0)) Reach(Controls.Named(control.Of));
        }
        foreach (var part in InvoicePart.All) Reach(Controls.Named(part.Form));
        // The lines have their rows, addresses and accounts a control of their own.
        string[] elsewhere = ["LineMore", "LineOfCorrection", "Address", "BankAccount"];
        Assert.Equal(Controls.All.Select(one => one.Name).Except(elsewhere).Order(), reached.Order());
    }

    /// <summary>Records, each with a field of it that no form of it has, because FA(3) does not know it there.</summary>
    public static TheoryData<string, string, string> NotKnown => new()
    {
        { "ThirdParty", "thirdParties[0]", "euPrefix" },
        { "ThirdParty", "thirdParties[0]", "status" },
        { "ThirdParty", "thirdParties[0]", "localGovernment" },
        { "ThirdParty", "thirdParties[0]", "vatGroup" },
        { "AuthorisedParty", "authorised", "euVat" },
        { "AuthorisedParty", "authorised", "foreignId" },
        { "AuthorisedParty", "authorised", "euPrefix" },
        { "AuthorisedParty", "authorised", "status" },
        { "AuthorisedParty", "authorised", "customerNumber" },
        { "AuthorisedParty", "authorised", "key" },
        { "AuthorisedParty", "authorised", "localGovernment" },
        { "AuthorisedParty", "authorised", "vatGroup" },
    };

    [Fact]
    public void What_no_form_offers_is_what_has_its_own_place_or_FA3_does_not_know()
    {
        var offered = Controls.All.SelectMany(form => form.All.Select(control => (form.Record, control.Name))).ToHashSet();
        string[] byHand = ["Line.grossPrice", "Party.email", "Payment.due", "Payment.dueInDays", "Payment.paidOn"];
        var missing = DraftForm.Records.SelectMany(record => Controls.OfRecord(record)
            .Where(control => control.Kind != ControlKind.ByHand && !offered.Contains((record, control.Name))).Select(control => $"{record}.{control.Name}")).ToList();
        Assert.Equal(NotKnown.Select(one => $"{one.Data.Item1}.{one.Data.Item3}").Order(), missing.Except(byHand).Order());
    }

    [Theory]
    [MemberData(nameof(NotKnown))]
    public void What_FA3_does_not_know_leaves_no_trace_in_a_file(string record, string place, string name)
    {
        var plain = FullDraft.Make();
        var more = FullDraft.Make();
        new Sheet(plain).Set($"{place}.{name}", null);
        var sample = FullDraft.Sample(DraftForm.Field(record, name));
        new Sheet(more).Set($"{place}.{name}", sample);
        Assert.Equal(Written(plain), Written(more));
    }

    [Theory]
    [InlineData(Language.Polish)]
    [InlineData(Language.English)]
    public async Task Whatever_stands_in_a_draft_stands_in_a_control_of_the_editor(Language language)
    {
        foreach (var part in FullDraft.All())
        {
            var page = await EditorHouse.DrawAsync(part, language);
            var places = page.QuerySelectorAll("[data-place]").Select(one => one.GetAttribute("data-place")!).ToHashSet();
            foreach (var leaf in FullDraft.Leaves(part))
                Assert.True(places.Any(place => place == leaf || place.StartsWith(leaf + ".", StringComparison.Ordinal)), $"{leaf} has no control");
            // Each control that has an id has it alone, and a label or a name.
            Assert.Empty(page.QuerySelectorAll("[id]").GroupBy(one => one.Id).Where(one => one.Count() > 1).Select(one => one.Key));
            Assert.All(page.QuerySelectorAll("input[data-place], select[data-place], textarea[data-place]"), one => Assert.True(
                one.HasAttribute("aria-label") || one.Closest("label") is not null || page.QuerySelector($"label[for=\"{one.Id}\"]") is not null, one.OuterHtml));
        }
    }

    [Fact]
    public void What_is_wrong_in_a_file_is_said_at_the_field_that_it_was_written_from()
    {
        foreach (var (path, place) in new[]
        {
            ("Fa/FaWiersz[2]/P_12", "lines[1].rate"), ("Fa/FaWiersz[1]/GTU", "lines[0].gtu"), ("Podmiot2/DaneIdentyfikacyjne/NIP", "buyer.nip"),
            ("Podmiot2/Adres/AdresL1", "buyer.address"), ("Podmiot3[2]/DaneIdentyfikacyjne/IDWew", "thirdParties[1].internalId"),
            ("Fa/WarunkiTransakcji/Transport[1]/NrZleceniaTransportu", "terms.transport[0].orderNumber"),
            ("Fa/WarunkiTransakcji/Transport[1]/WysylkaZ/AdresL1", "terms.transport[0].from"), ("Fa/WarunkiTransakcji/Umowy[1]/NrUmowy", "terms.contracts[0].number"),
            ("Fa/Platnosc/Skonto/WysokoscSkonta", "payment.earlyPayment.discount"), ("Fa/Platnosc/RachunekBankowy[1]/NrRB", "payment.account"),
            ("Fa/Platnosc/RachunekBankowy[2]/NrRB", "payment.otherAccounts[0].number"), ("Fa/DaneFaKorygowanej[1]/NrKSeFFaKorygowanej", "correction.invoices[0].ksefNumber"),
            ("Fa/PrzyczynaKorekty", "correction.reason"), ("Fa/Adnotacje/Zwolnienie/P_19A", "annotations.exemption.polishLaw"),
            ("Fa/Adnotacje/PMarzy/P_PMarzy_3_1", "annotations.margin"), ("Fa/Adnotacje/NoweSrodkiTransportu/NowySrodekTransportu[1]/P_22A", "annotations.newVehicles.vehicles[0].firstUse"),
            ("Fa/Zamowienie/ZamowienieWiersz[1]/P_9AZ", "order.lines[0].price"), ("Zalacznik/BlokDanych[1]/Tabela[1]/TNaglowek/Kol[2]/NKom", "attachment.blocks[0].tables[0].columns[1].name"),
            ("Stopka/Rejestry[1]/KRS", "registers[0].krs"), ("Fa/KursWaluty", "exchangeRate"), ("terms.transport[0].to", "terms.transport[0].to"), ("", ""),
        })
            Assert.Equal((path, place), (path, Places.Of(path, FullDraft.Make())));
    }

    [Theory]
    [InlineData("2026-12-08T06:30", "2026-12-08T06:30:00+01:00", "2026-12-08T06:30")]
    [InlineData("2026-07-08T06:30:00", "2026-07-08T06:30:00+02:00", "2026-07-08T06:30")]
    public void A_moment_is_one_in_Poland(string typed, string written, string shown)
    {
        var node = Entry.Typed(typed, ControlKind.Moment);
        Assert.Equal((written, shown), ((string?)node, Entry.Shown(node, ControlKind.Moment, Language.Polish)));
    }

    [Fact]
    public void A_form_says_what_is_missing_by_its_label_and_never_by_a_name_of_the_JSON()
    {
        var draft = (JsonObject)JsonNode.Parse("""
            {"kind":"KOR","buyer":{"name":"Łąka"},"correction":{"invoices":[{"number":"FV/7"}]},"due":"sto","lines":[{"name":"a","price":1,"rate":23}]}
            """)!;
        var said = Judgement.Of(draft, "KOR/1", EditorHouse.Start(draft).Seller, new DateOnly(2026, 12, 9), KsefKind.Test).Findings;
        Assert.Contains(("correction.invoices[0].issueDate", "Brakuje: Data wystawienia."), said.Select(one => (one.Place, one.Finding.Text.Pl)));
        Assert.Contains(said, one => one.Place == "due" && one.Finding.Text.En.EndsWith("this is no number.", StringComparison.Ordinal));
    }

    private static bool Fits(Control control, DraftField field)
    {
        var type = (string?)field.Schema["type"];
        return control.Kind switch
        {
            ControlKind.ByHand => true,
            ControlKind.Tick => type == "boolean",
            ControlKind.Date => (string?)field.Schema["format"] == "date",
            ControlKind.Moment => (string?)field.Schema["format"] == "date-time",
            ControlKind.Amount or ControlKind.Price or ControlKind.Number => type == "number",
            ControlKind.Whole => type == "integer",
            ControlKind.Choice => field.Choices.Count > 0,
            ControlKind.Rate => field.Schema["anyOf"] is not null && field.Record is null,
            ControlKind.Address => field is { IsList: false, Record: "Address" },
            ControlKind.Addresses => field is { IsList: true, Record: "Address" },
            ControlKind.Account => field is { IsList: false, Record: "BankAccount" },
            ControlKind.Accounts => field is { IsList: true, Record: "BankAccount" },
            ControlKind.Form => !field.IsList && field.Record == Controls.Named(control.Of).Record,
            ControlKind.List => field.IsList && field.Record == Controls.Named(control.Of).Record,
            ControlKind.Texts => field is { IsList: true, Record: null },
            ControlKind.Cells => field is { IsList: true, Record: null },
            _ => type == "string" && field.Schema["format"] is null,
        };
    }

    private static string Written(JsonObject draft) => Encoding.UTF8.GetString(Fa3Writer.Write(
        InvoiceDraft.ReadJson(Encoding.UTF8.GetBytes(draft.ToJsonString())), DateTimeOffset.UnixEpoch.AddYears(56), "Inkaust"));
}
