using Inkaust.Invoices.Reading;

namespace Inkaust.Invoices.Rules;

/// <summary>Who sells, who buys, who else is named.</summary>
internal static class PartyRules
{
    public static readonly IReadOnlyList<Rule> List =
    [
        // ksef-docs weryfikacja-faktury, KSEF 13: only the production environment refuses such a file.
        new("INK-RULE-001", Severity.Rejected, "The_NIP_of_a_party_has_a_right_check_digit",
            new("NIP {0} ma błędną cyfrę kontrolną.", "The NIP {0} has a wrong check digit."),
            new("Sprawdź, czy cyfry nie są przestawione; produkcyjny KSeF odrzuca taki plik, środowiska testowe go przyjmują.",
                "Check whether digits are swapped; the production environment of KSeF refuses such a file, the test environments take it."),
            (facts, broken) =>
            {
                foreach (var node in facts.Everywhere("NIP"))
                    if (IsOfParty(facts, node) && !Nip.HasRightCheckDigit(facts.Tree.Text(node).TrimEnd('\n'))) broken.At(node, facts.Text(node));
            }) { InTest = Severity.Advice },

        new("INK-RULE-002", Severity.Rejected, "The_NIP_in_an_internal_identifier_has_a_right_check_digit",
            new("Identyfikator wewnętrzny {0} zaczyna się od NIP z błędną cyfrą kontrolną.",
                "The internal identifier {0} begins with a NIP with a wrong check digit."),
            new("Sprawdź pierwsze dziesięć cyfr; produkcyjny KSeF odrzuca taki plik, środowiska testowe go przyjmują.",
                "Check the first ten digits; the production environment of KSeF refuses such a file, the test environments take it."),
            (facts, broken) =>
            {
                foreach (var node in facts.Everywhere("IDWew"))
                    if (facts.Tree.Text(node) is { Length: > 10 } text && !Nip.HasRightCheckDigit(text[..10])) broken.At(node, facts.Text(node));
            }) { InTest = Severity.Advice },

        new("INK-RULE-003", Severity.Wrong, "Every_other_NIP_has_a_right_check_digit",
            new("NIP {0} ma błędną cyfrę kontrolną.", "The NIP {0} has a wrong check digit."),
            new("Sprawdź, czy cyfry nie są przestawione.", "Check whether digits are swapped."),
            (facts, broken) =>
            {
                foreach (var node in facts.Everywhere("NIP"))
                    if (!IsOfParty(facts, node) && !Nip.HasRightCheckDigit(facts.Tree.Text(node).TrimEnd('\n'))) broken.At(node, facts.Text(node));
            }),

        new("INK-RULE-004", Severity.Wrong, "An_identifier_does_not_end_with_a_line_feed",
            new("Wartość kończy się znakiem nowego wiersza.", "The value ends with a line feed."),
            new("Zapisz ją w jednym wierszu ze znacznikami; inne programy mogą jej nie przyjąć.",
                "Write it on one line with its tags; other programs may refuse it."),
            (facts, broken) =>
            {
                foreach (var node in facts.Tree.Identifiers)
                    if (facts.Tree.Text(node) is [.., '\n']) broken.At(node);
            }),

        new("INK-RULE-005", Severity.Wrong, "The_last_digit_of_an_internal_identifier_is_its_check_digit",
            new("Identyfikator wewnętrzny {0} ma błędną ostatnią cyfrę.", "The internal identifier {0} has a wrong last digit."),
            new("Ostatnia cyfra jest kontrolna; przepisz identyfikator z KSeF, gdzie nadano go jednostce.",
                "The last digit checks the others; copy the identifier from KSeF, where it was given to the unit."),
            (facts, broken) =>
            {
                foreach (var node in facts.Everywhere("IDWew"))
                    if (facts.Tree.Text(node) is var id && UnitIdentifier.HasItsForm(id) && !UnitIdentifier.HasRightCheckDigit(id))
                        broken.At(node, facts.Text(node));
            }),

        new("INK-RULE-010", Severity.Wrong, "A_Polish_NIP_does_not_stand_in_the_EU_VAT_field",
            new("Polski numer stoi w polu numeru VAT UE.", "A Polish number stands in the field of the EU VAT number."),
            new("Wpisz go w polu NIP bez prefiksu; inaczej KSeF nie udostępni faktury nabywcy.",
                "Put it into NIP without prefix; otherwise KSeF will not show the invoice to the buyer."),
            (facts, broken) =>
            {
                foreach (var node in facts.Everywhere("KodUE"))
                    if (facts.Tree.Text(node).SequenceEqual("PL")) broken.At(node);
            }),

        new("INK-RULE-011", Severity.Wrong, "A_Polish_NIP_does_not_stand_in_the_field_for_other_numbers",
            new("Numer {0} jest polskim NIP, a stoi w polu innego identyfikatora.",
                "The number {0} is a Polish NIP and stands in the field of another identifier."),
            new("Przenieś go do pola NIP.", "Move it to NIP."),
            (facts, broken) =>
            {
                foreach (var node in facts.Everywhere("NrID"))
                    if (Nip.TryParse(facts.Text(node), out _) && facts.Text(facts.Child(facts.Tree[node].Parent, "KodKraju")) is "PL" or "")
                        broken.At(node, facts.Text(node));
            }),

        new("INK-RULE-012", Severity.Wrong, "An_EU_VAT_number_has_the_form_of_its_country",
            new("Numer VAT UE {0} nie ma postaci numerów z {1}.", "The EU VAT number {0} does not have the form of the numbers of {1}."),
            new("Sprawdź numer w VIES.", "Check the number in VIES."),
            (facts, broken) =>
            {
                foreach (var node in facts.Everywhere("NrVatUE"))
                {
                    var prefix = facts.Text(facts.Child(facts.Tree[node].Parent, "KodUE"));
                    if (prefix != "PL" && !EuVatForms.Fits(prefix, facts.Tree.Text(node))) broken.At(node, facts.Text(node), prefix);
                }
            }),

        new("INK-RULE-013", Severity.Advice, "An_identifier_of_eleven_digits_is_not_a_PESEL",
            new("Numer {0} wygląda na PESEL.", "The number {0} looks like a PESEL."),
            new("FA(3) nie ma pola na PESEL; konsumenta oznacza się BrakID.", "FA(3) has no field for a PESEL; a consumer is marked with BrakID."),
            (facts, broken) =>
            {
                foreach (var node in facts.Everywhere("NrID"))
                    if (Pesel.HasRightCheckDigit(facts.Tree.Text(node))) broken.At(node, facts.Text(node));
            }),

        // art. 106e ust. 1 pkt 3; ust. 5 pkt 3 frees simplified invoices.
        new("INK-RULE-014", Severity.Wrong, "The_buyer_has_a_name_and_an_address",
            new("Nabywca nie ma nazwy lub adresu.", "The buyer lacks a name or an address."),
            new("Uzupełnij dane nabywcy; tylko faktura uproszczona może ich nie mieć.",
                "Fill in the buyer; only a simplified invoice may lack them."),
            (facts, broken) =>
            {
                if (facts.Kind == "UPR" || facts.Buyer < 0) return;
                var identity = facts.Child(facts.Buyer, "DaneIdentyfikacyjne");
                if (identity < 0) broken.Missing(facts.Buyer, "DaneIdentyfikacyjne");
                else if (!facts.Has(identity, "Nazwa")) broken.Missing(identity, "Nazwa");
                else if (!facts.Has(facts.Buyer, "Adres") && !facts.Has(identity, "BrakID")) broken.Missing(facts.Buyer, "Adres");
            }),

        new("INK-RULE-015", Severity.Wrong, "An_invoice_for_a_unit_of_local_government_names_the_unit",
            new("JST = 1, a nie ma podmiotu trzeciego w roli 8.", "JST = 1, but there is no third party in role 8."),
            new("Dodaj Podmiot3 z danymi jednostki i rolą 8 albo wpisz JST = 2.", "Add a Podmiot3 with the unit and role 8, or write JST = 2."),
            (facts, broken) =>
            {
                if (facts.Is(facts.Buyer, "JST", "1") && !HasThirdParty(facts, "8")) broken.At(facts.Child(facts.Buyer, "JST"));
            }),

        new("INK-RULE-016", Severity.Wrong, "An_invoice_for_a_member_of_a_VAT_group_names_the_member",
            new("GV = 1, a nie ma podmiotu trzeciego w roli 10.", "GV = 1, but there is no third party in role 10."),
            new("Dodaj Podmiot3 z danymi członka grupy i rolą 10 albo wpisz GV = 2.", "Add a Podmiot3 with the member and role 10, or write GV = 2."),
            (facts, broken) =>
            {
                if (facts.Is(facts.Buyer, "GV", "1") && !HasThirdParty(facts, "10")) broken.At(facts.Child(facts.Buyer, "GV"));
            }),

        new("INK-RULE-017", Severity.Wrong, "A_recipient_in_role_8_or_10_needs_its_flag_on_the_buyer",
            new("Podmiot trzeci ma rolę {0}, a nabywca nie ma znacznika {1} = 1.",
                "A third party has role {0}, but the buyer lacks the flag {1} = 1."),
            new("Ustaw {1} = 1 w Podmiot2.", "Set {1} = 1 in Podmiot2."),
            (facts, broken) =>
            {
                foreach (var party in facts.All(0, "Podmiot3"))
                {
                    var role = facts.Child(party, "Rola");
                    if (facts.Text(role) == "8" && !facts.Is(facts.Buyer, "JST", "1")) broken.At(role, "8", "JST");
                    if (facts.Text(role) == "10" && !facts.Is(facts.Buyer, "GV", "1")) broken.At(role, "10", "GV");
                }
            }),

        new("INK-RULE-018", Severity.Wrong, "The_shares_of_further_buyers_are_at_most_the_whole",
            new("Udziały dodatkowych nabywców sumują się do {0}%.", "The shares of further buyers add up to {0}%."),
            new("Suma może być najwyżej 100%; reszta należy do nabywcy z Podmiot2.",
                "The sum may be 100% at most; the rest is the buyer's in Podmiot2."),
            (facts, broken) =>
            {
                decimal sum = 0;
                var last = -1;
                foreach (var party in facts.All(0, "Podmiot3"))
                    if (facts.Amount(facts.Child(party, "Udzial")) is { } share) (sum, last) = (sum + share, facts.Child(party, "Udzial"));
                if (sum > 100) broken.At(last, sum);
            }),

        new("INK-RULE-019", Severity.Advice, "Only_a_further_buyer_has_a_share",
            new("Udział ma podmiot w roli {0}, a dotyczy on dodatkowego nabywcy (rola 4).",
                "A share is given for role {0}; it belongs to a further buyer (role 4)."),
            new("Usuń Udzial albo zmień rolę.", "Remove Udzial, or change the role."),
            (facts, broken) =>
            {
                foreach (var party in facts.All(0, "Podmiot3"))
                    if (facts.Child(party, "Udzial") is var share and >= 0 && !facts.Is(party, "Rola", "4"))
                        broken.At(share, facts.Text(facts.Child(party, "Rola")));
            }),

        new("INK-RULE-020", Severity.Wrong, "Self_billing_needs_an_identified_buyer",
            new("Przy samofakturowaniu wystawia nabywca, a nabywca nie ma identyfikatora.",
                "With self-billing the buyer issues, but the buyer has no identifier."),
            new("Podaj NIP lub numer VAT UE nabywcy albo wpisz P_17 = 2.", "Give the buyer's NIP or EU VAT number, or write P_17 = 2."),
            (facts, broken) =>
            {
                if (facts.Annotated("P_17") && facts.At(facts.Buyer, "DaneIdentyfikacyjne", "BrakID") is var none and >= 0) broken.At(none);
            }),

        new("INK-RULE-021", Severity.Advice, "Seller_and_buyer_differ",
            new("Sprzedawca i nabywca mają ten sam NIP.", "Seller and buyer have the same NIP."),
            new("Sprawdź, czy to nie pomyłka.", "Check whether this is a mistake."),
            (facts, broken) =>
            {
                var buyer = facts.At(facts.Buyer, "DaneIdentyfikacyjne", "NIP");
                var seller = facts.At(facts.Seller, "DaneIdentyfikacyjne", "NIP");
                if (buyer >= 0 && seller >= 0 && facts.Tree.Text(buyer).SequenceEqual(facts.Tree.Text(seller))) broken.At(buyer);
            }),

        new("INK-RULE-022", Severity.Wrong, "An_internal_identifier_does_not_stand_in_the_field_for_other_numbers",
            new("Identyfikator wewnętrzny {0} stoi w polu innego identyfikatora, więc KSeF nikomu nie udostępni po nim faktury.",
                "The internal identifier {0} stands in the field of another identifier, so that KSeF shows the invoice to nobody by it."),
            new("Nabywcę podaj numerem NIP, a jego jednostkę jako Podmiot3 z polem IDWew.",
                "Give the buyer by its NIP, and its unit as a Podmiot3 with IDWew."),
            (facts, broken) =>
            {
                foreach (var node in facts.Everywhere("NrID"))
                    if (UnitIdentifier.HasItsForm(facts.Tree.Text(node))
                        && facts.Text(facts.Child(facts.Tree[node].Parent, "KodKraju")) is "PL" or "")
                        broken.At(node, facts.Text(node));
            }),
    ];

    private static bool IsOfParty(Facts facts, int nip)
    {
        var identity = facts.Tree[nip].Parent;
        var party = identity < 0 ? -1 : facts.Tree[identity].Parent;
        return party >= 0 && facts.Tree[party].Parent == 0;
    }

    private static bool HasThirdParty(Facts facts, string role)
    {
        foreach (var party in facts.All(0, "Podmiot3"))
            if (facts.Is(party, "Rola", role)) return true;
        return false;
    }
}
