using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Inkaust.Invoices.Drafts.Json;

/// <summary>Writes a draft record as a person would: nothing that is left out, short forms where there are any.</summary>
internal static class DraftWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static byte[] Write(object draft)
    {
        using var file = new MemoryStream();
        using (var json = new Utf8JsonWriter(file, Options)) Value(json, draft);
        file.WriteByte((byte)'\n');
        return file.ToArray();
    }

    private static void Value(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case string text: json.WriteStringValue(text); break;
            case decimal number: json.WriteRawValue(number.ToString(CultureInfo.InvariantCulture)); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case DateOnly date: json.WriteStringValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case DateTimeOffset instant:
                json.WriteStringValue(instant.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture));
                break;
            case VatRate rate when int.TryParse(rate.ToString(), out var percent): json.WriteNumberValue(percent); break;
            case Nip or VatRate or EuVatNumber: json.WriteStringValue(value.ToString()); break;
            case Address address when Address.TryParse(Short(address), null, out var again) && again == address:
                json.WriteStringValue(Short(address));
                break;
            case BankAccount account when account == new BankAccount { Number = account.Number }: json.WriteStringValue(account.Number); break;
            case Enum choice: json.WriteStringValue(DraftShape.Choices(choice.GetType()).First(name => name.Value.Equals(choice)).Key); break;
            case IEnumerable list: List(json, list); break;
            default: Record(json, value); break;
        }
    }

    private static string Short(Address address) => address.Line2 is null ? address.Line1 : $"{address.Line1}, {address.Line2}";

    private static void List(Utf8JsonWriter json, IEnumerable list)
    {
        json.WriteStartArray();
        foreach (var item in list) Value(json, item);
        json.WriteEndArray();
    }

    private static void Record(Utf8JsonWriter json, object record)
    {
        json.WriteStartObject();
        foreach (var field in DraftShape.Of(record.GetType()).Fields)
        {
            var value = field.Property.GetValue(record);
            if (value is null || (!field.IsRequired && IsLeftOut(field, value))) continue;
            json.WritePropertyName(field.Name);
            Value(json, value);
        }
        json.WriteEndObject();
    }

    private static bool IsLeftOut(DraftShape.Field field, object value) => value switch
    {
        false => Nullable.GetUnderlyingType(field.Property.PropertyType) is null,
        ICollection { Count: 0 } => true,
        "PLN" => field.Name == "currency",
        InvoiceKind.Vat or ColumnType.Txt => true,
        _ => false,
    };
}
