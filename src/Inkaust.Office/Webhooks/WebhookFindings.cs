using Inkaust.Invoices;

namespace Inkaust.Office;

/// <summary>What can be wrong with webhooks and with questions for events.</summary>
public static class WebhookFindings
{
    /// <summary>Nobody may hold more streams open.</summary>
    public static Finding TooManyStreams => new("INK-HOOK-007",
        "Za wiele strumieni zdarzeń jest już otwartych.", "Too many streams of events are open already.")
    { Hint = new("Zamknij inny albo pytaj o /events?after=.", "Close another one, or ask for /events?after=.") };

    internal static Finding UnfitAddress => new("INK-HOOK-001",
        $"To nie jest adres webhooka: potrzebny jest https, bez nazwy użytkownika i bez „#”, najwyżej {Webhooks.LongestUrl} znaków.",
        $"This is no address of a webhook: it takes https, no user name and no '#', and at most {Webhooks.LongestUrl} characters.")
    {
        Path = "url",
        Hint = new("Np. https://sklep.example/inkaust. Adres http tej maszyny dopuszcza ten, kto prowadzi instalację.",
            "For instance https://shop.example/inkaust. Whoever runs the installation may allow http to this machine."),
    };

    internal static Finding AddressIsNotPublic => new("INK-HOOK-002",
        "Ten adres nie prowadzi do internetu, tylko do tej maszyny, sieci prywatnej albo zastrzeżonej.",
        "This address does not lead to the internet but to this machine, a private or a reserved network.")
    { Path = "url", Hint = new("Podaj adres publiczny.", "Name a public address.") };

    internal static Finding NoEvents => new("INK-HOOK-003",
        $"Webhook potrzebuje co najmniej jednego z tych zdarzeń: {string.Join(", ", WebhookEvents.All)}.",
        $"A webhook needs at least one of these events: {string.Join(", ", WebhookEvents.All)}.")
    { Path = "events" };

    internal static Finding TooMany => new("INK-HOOK-004",
        $"Firma ma już {Webhooks.MostOfACompany} webhooków, a więcej mieć nie może.",
        $"The company has {Webhooks.MostOfACompany} webhooks already, and cannot have more.");

    internal static Finding IsDisabled => new("INK-HOOK-005",
        "Ten webhook jest wyłączony, więc nic tam nie wysłano.", "This webhook is disabled, so nothing was sent there.")
    { Hint = new("Najpierw go włącz.", "Enable it first.") };

    internal static Finding NoSuchCursor => new("INK-HOOK-006",
        "Takiego zdarzenia ta instalacja nie podała: nie ma od czego czytać dalej.",
        "This installation never gave out such an event: there is nothing to read on from.")
    { Path = "after", Hint = new("Zacznij od początku, bez „after”.", "Begin anew, without 'after'.") };
}
