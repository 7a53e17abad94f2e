using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Inkaust.Invoices.Drafts.Json;

/// <summary>The fields of a draft record under the names that JSON uses. The records are the only place where they are listed.</summary>
internal sealed class DraftShape
{
    private static readonly ConcurrentDictionary<Type, DraftShape> Shapes = new();

    // By name, so that a program that is compiled ahead has them.
    private static readonly Dictionary<Type, Func<string, object?>> Parsers = new()
    {
        [typeof(Address)] = Parse<Address>,
        [typeof(BankAccount)] = Parse<BankAccount>,
        [typeof(EuVatNumber)] = Parse<EuVatNumber>,
        [typeof(InvoiceHash)] = Parse<InvoiceHash>,
        [typeof(KsefNumber)] = Parse<KsefNumber>,
        [typeof(Nip)] = Parse<Nip>,
        [typeof(VatRate)] = Parse<VatRate>,
    };

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "The records and choices of a draft stay whole: ILLink.Descriptors.xml.")]
    private DraftShape(Type type)
    {
        Type = type;
        Fields = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is not null && property.GetCustomAttribute<JsonIgnoreAttribute>() is null)
            .Where(property => property.GetMethod!.IsPublic && property.SetMethod!.IsPublic)
            // A derived record lists what it adds after what it has from its base. A program that is compiled ahead has no tokens, and the order by itself.
            .OrderBy(property => property.DeclaringType == type && type.BaseType != typeof(object))
            .ThenBy(property => property.HasMetadataToken() ? property.MetadataToken : 0)
            .Select(property => new Field(property))];
    }

    public Type Type { get; }

    public IReadOnlyList<Field> Fields { get; }

    public static DraftShape Of(Type type) => Shapes.GetOrAdd(type, type => new DraftShape(type));

    /// <summary>An enum's values by the names that JSON uses.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "The records and choices of a draft stay whole: ILLink.Descriptors.xml.")]
    public static IReadOnlyDictionary<string, object> Choices(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).ToDictionary(
            field => field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(field.Name),
            field => field.GetValue(null)!,
            StringComparer.Ordinal);

    /// <summary>The type of a list's items, or null for what is not a list.</summary>
    public static Type? ItemType(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    /// <summary>Reads text of a form of its own that stands for a value: a NIP, a rate, an address in one string; null for what has no such form.</summary>
    public static Func<string, object?>? ParserOf(Type type) => Parsers.GetValueOrDefault(type);

    /// <summary>Whether the value is written as an object with fields.</summary>
    public static bool IsRecord(Type type) => type.IsClass && type.Assembly == typeof(DraftShape).Assembly;

    private static object? Parse<T>(string text) where T : IParsable<T> => T.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null;

    internal sealed class Field(PropertyInfo property)
    {
        public string Name { get; } = JsonNamingPolicy.CamelCase.ConvertName(property.Name);

        public PropertyInfo Property { get; } = property;

        public Type Type { get; } = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

        public bool IsInvoiceNumber { get; } = property.GetCustomAttribute<InvoiceNumberAttribute>() is not null;

        public bool IsRequired { get; } = property.GetCustomAttribute<RequiredMemberAttribute>() is not null;
    }
}
