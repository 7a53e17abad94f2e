using System.Globalization;
using System.Text.Json.Nodes;
using Inkaust.Invoices;

namespace Inkaust.Pocket.Desk;

/// <summary>A series of numbers, and its next number.</summary>
internal sealed record SeriesHere(string Id, string Name, string Next);

/// <summary>A draft as the office keeps it.</summary>
internal sealed record KeptDraft(string Id, long Version, DateTimeOffset SavedAt, string? Series, JsonObject Content)
{
    public static KeptDraft Read(JsonNode json) => new(
        (string)json["id"]!, (long)json["version"]!, (DateTimeOffset)json["savedAt"]!, (string?)json["series"],
        (JsonObject)json["draft"]!.DeepClone());
}

/// <summary>What the page said when it was opened.</summary>
internal sealed record Start
{
    public required Language Language { get; init; }

    public required string Token { get; init; }

    /// <summary>The key of the account: what is kept on this device is its own.</summary>
    public required string AccountId { get; init; }

    public required string Company { get; init; }

    public required string Api { get; init; }

    public required string Pages { get; init; }

    public required bool IsProduction { get; init; }

    /// <summary>The date in Poland.</summary>
    public required DateOnly Today { get; init; }

    public required JsonObject Seller { get; init; }

    public required IReadOnlyList<SeriesHere> Series { get; init; }

    /// <summary>The bank account that a new invoice names; null: none is set.</summary>
    public string? Account { get; init; }

    /// <summary>What stands at the foot of a new invoice; null: nothing.</summary>
    public string? Footer { get; init; }

    /// <summary>It is issued on a device that has no office beside it: its number and its date are the device's.</summary>
    public bool IsAway { get; init; }

    /// <summary>Null: a new invoice is begun.</summary>
    public required KeptDraft? Draft { get; init; }

    public static Start Read(string text)
    {
        var json = JsonNode.Parse(text)!;
        return new Start
        {
            Language = (string?)json["language"] == "en" ? Language.English : Language.Polish,
            Token = (string)json["token"]!,
            AccountId = (string)json["accountId"]!,
            Company = (string)json["company"]!,
            Api = (string)json["api"]!,
            Pages = (string)json["pages"]!,
            IsProduction = (bool)json["isProduction"]!,
            Today = DateOnly.ParseExact((string)json["today"]!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Seller = (JsonObject)json["seller"]!.DeepClone(),
            Series = [.. json["series"]!.AsArray().Select(one => new SeriesHere((string)one!["id"]!, (string)one["name"]!, (string)one["next"]!))],
            Account = (string?)json["account"],
            Footer = (string?)json["footer"],
            Draft = json["draft"] is { } draft ? KeptDraft.Read(draft) : null,
        };
    }
}
