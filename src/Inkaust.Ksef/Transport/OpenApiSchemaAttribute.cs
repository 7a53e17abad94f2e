namespace Inkaust.Ksef;

/// <summary>Names the schema in the official OpenAPI document that a wire record or enumeration follows; a test compares the two.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Enum)]
internal sealed class OpenApiSchemaAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
