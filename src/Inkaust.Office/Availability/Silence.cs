using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Inkaust.Invoices;
using Inkaust.Ksef;

namespace Inkaust.Office;

/// <summary>How KSeF failed to answer: a word with its fact, kept as one short text (<c>server-error 502</c>) and worded when it is shown.</summary>
[JsonConverter(typeof(AsText))]
public sealed record Silence
{
    private readonly string? sentence;

    private Silence(string sentence) => this.sentence = sentence;

    internal Silence(Disturbance how, int? httpStatus = null) => (How, HttpStatus) = (how, httpStatus);

    /// <summary>What came between; null where an older version wrote down nothing but a sentence.</summary>
    public Disturbance? How { get; }

    /// <summary>The HTTP status of what came instead of an answer; null when nothing came.</summary>
    public int? HttpStatus { get; }

    /// <summary>The same for people; the sentence of an older version in English only.</summary>
    public Wording InWords => How is not { } how ? new(sentence!, sentence!)
        : HttpStatus is { } status ? new($"{how.InWords().Pl} (HTTP {status})", $"{how.InWords().En} (HTTP {status})")
        : how.InWords();

    internal static Silence Of(KsefException fault) => fault switch
    {
        KsefUnavailable away => new(away.Disturbance, away.HttpStatus),
        KsefOutcomeUnknown lost => new(lost.Disturbance),
        // The question needs no sign-in: whoever asks for one is not KSeF.
        _ => new(Disturbance.NotKsef, 401),
    };

    /// <summary>As it is kept.</summary>
    public override string ToString() => How is not { } how ? sentence!
        : HttpStatus is { } status ? $"{WordOf(how)} {status}" : WordOf(how);

    /// <summary>As it was kept; what is no such word is the sentence of an older version.</summary>
    internal static Silence Parse(string text)
    {
        if (text.Split(' ') is not [var word, .. { Length: < 2 } facts]) return new(text);
        foreach (var how in Enum.GetValues<Disturbance>())
        {
            if (WordOf(how) != word) continue;
            if (facts is []) return new(how);
            if (int.TryParse(facts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var status)) return new(how, status);
        }
        return new(text);
    }

    private static string WordOf(Disturbance how) => JsonNamingPolicy.KebabCaseLower.ConvertName(how.ToString());

    private sealed class AsText : JsonConverter<Silence>
    {
        public override Silence? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.GetString() is { } text ? Parse(text) : null;

        public override void Write(Utf8JsonWriter writer, Silence value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
