using Inkaust.Invoices;

namespace Inkaust.LocalKsef;

internal sealed record ApiError(int Code, string Description, IReadOnlyList<string>? Details = null);

/// <summary>
/// A request that the API refuses. Every error that the protocol knows has its constructor here; how it is written
/// (problem details or the older form) is decided in <see cref="RefusalFormat"/>.
/// </summary>
internal sealed class ApiRefusal : Exception
{
    private ApiRefusal(int status, string detail) : base(detail) => Status = status;

    public int Status { get; }
    public IReadOnlyList<ApiError> Errors { get; private init; } = [];

    /// <summary>Only for 403: why, and what is missing.</summary>
    public string? ReasonCode { get; private init; }

    public IReadOnlyDictionary<string, object>? Security { get; private init; }

    /// <summary>The same in English, for the management port; KSeF itself speaks Polish.</summary>
    public string? English { get; private init; }

    /// <summary>Only for 429: after how many seconds it may be tried again.</summary>
    public int? RetryAfter { get; private init; }

    public static ApiRefusal Of(int code, string description, params IReadOnlyList<string> details) =>
        new(400, "Żądanie jest nieprawidłowe.") { Errors = [new ApiError(code, description, details.Count == 0 ? null : details)] };

    public static ApiRefusal Invalid(params IReadOnlyList<string> details) => Of(21405, "Błąd walidacji danych wejściowych.", details);

    /// <summary>The same where orders for the management port are read too.</summary>
    public static ApiRefusal Invalid(Wording words) =>
        new(400, "Żądanie jest nieprawidłowe.") { Errors = Invalid(words.Pl).Errors, English = words.En };

    public static ApiRefusal NoSignature() => Of(9102, "Brak podpisu.");

    public static ApiRefusal TooManySignatures() => Of(9103, "Przekroczona liczba dozwolonych podpisów.");

    public static ApiRefusal BadSignature(string detail) => Of(9105, "Nieprawidłowy podpis.", detail);

    public static ApiRefusal BadCertificate(string detail) => Of(21115, "Nieprawidłowy certyfikat.", detail);

    public static ApiRefusal BadChallenge() => Of(21111, "Nieprawidłowe wyzwanie autoryzacyjne.");

    public static ApiRefusal UnknownKey(string keyId) =>
        Of(21470, "Przesłany identyfikator klucza jest nieznany lub wskazuje na wycofany klucz.",
            $"Klucz o identyfikatorze {keyId} nie jest wspierany.");

    public static ApiRefusal UnknownLogin(string reference) =>
        Of(21304, "Brak uwierzytelnienia.", $"Operacja uwierzytelniania o numerze referencyjnym {reference} nie została znaleziona.");

    public static ApiRefusal NotAuthorized(string detail) => Of(21301, "Brak autoryzacji.", detail);

    public static ApiRefusal Deceased() => Of(21308, "Próba wykorzystania metod autoryzacyjnych osoby zmarłej.");

    public static ApiRefusal UnknownSession(string reference) =>
        Of(21173, "Brak sesji o wskazanym numerze referencyjnym.", $"Sesja o numerze referencyjnym {reference} nie została znaleziona.");

    public static ApiRefusal SessionStatusForbids(string detail) => Of(21180, "Status sesji nie pozwala na wykonanie operacji.", detail);

    public static ApiRefusal SessionUnavailable(string reference) =>
        Of(21184, "Sesja tymczasowo niedostępna.",
            $"Sesja o numerze referencyjnym {reference} jest tymczasowo niedostępna. Otwórz nową sesję i ponów wysyłkę.");

    public static ApiRefusal BadContinuationToken() => Of(21418, "Przekazany token kontynuacji ma nieprawidłowy format.");

    public static ApiRefusal UnknownUpo(string detail) => Of(21178, "Nie znaleziono UPO dla podanych kryteriów.", detail);

    public static ApiRefusal Unauthorized(string detail = "Wymagane jest uwierzytelnienie.") => new(401, detail);

    public static ApiRefusal Forbidden(string reasonCode, string detail, IReadOnlyDictionary<string, object>? security = null) =>
        new(403, detail) { ReasonCode = reasonCode, Security = security };

    public static ApiRefusal FromAnotherSite() =>
        new(403, "Portem zarządzania nie steruje strona w przeglądarce.")
        {
            ReasonCode = "cross-site",
            English = "No page in a browser steers the management port."
        };

    public static ApiRefusal MissingPermissions(IEnumerable<Permission> anyOf, IEnumerable<Permission> present) =>
        Forbidden("missing-permissions", "Brak wymaganych uprawnień do wykonania operacji w bieżącym kontekście.", new Dictionary<string, object>
        {
            ["requiredAnyOfPermissions"] = anyOf.Select(permission => permission.ToString()).ToArray(),
            ["presentPermissions"] = present.Select(permission => permission.ToString()).ToArray(),
        });

    public static ApiRefusal NotYours() => Forbidden("insufficient-resource-access", "Brak dostępu do wskazanego zasobu.");

    public static ApiRefusal Gone(string detail) => new(410, detail);

    public static ApiRefusal NotFound() => NotFound(new Wording("Nie ma takiego zasobu.", "There is no such thing."));

    public static ApiRefusal NotFound(Wording words) => new(404, words.Pl) { English = words.En };

    public static ApiRefusal OtherHost(string host) =>
        new(421, $"Pod nazwą '{host}' ten serwer nie odpowiada; dopuszcza ją opcja --host.")
        { English = $"This server does not answer to the name '{host}'; the option --host lets it." };

    public static ApiRefusal WrongMethod() => new(405, "Zasób nie zna tej metody.") { English = "This cannot be done with it." };

    public static ApiRefusal TooSlow() => new(408, "Treść żądania przychodzi zbyt wolno.") { English = "The body of the request comes too slowly." };

    public static ApiRefusal TooLarge() => new(413, "Treść żądania jest za duża.") { English = "The body of the request is too large." };

    public static ApiRefusal ServerFault(Exception fault) =>
        new(500,
            $"Błąd lokalnego KSeF: {fault.GetType().Name}: {fault.Message}")
        {
            English = $"A fault of the local KSeF: {fault.GetType().Name}: {fault.Message}",
        };

    public static ApiRefusal TooManyRequests(string detail, int retryAfter) => new(429, detail) { RetryAfter = retryAfter };
}
