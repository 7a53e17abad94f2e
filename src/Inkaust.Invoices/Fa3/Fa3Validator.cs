namespace Inkaust.Invoices;

/// <summary>Says everything that is wrong with an FA(3) file.</summary>
public static class Fa3Validator
{
    /// <summary>The findings, in the order of the file; none when there is nothing to say.</summary>
    /// <param name="xml">The bytes of the file.</param>
    public static IReadOnlyList<Finding> Validate(ReadOnlyMemory<byte> xml)
    {
        try
        {
            Fa3Invoice.Read(xml);
            return [];
        }
        catch (RefusedException refusal)
        {
            return refusal.Findings;
        }
    }
}
