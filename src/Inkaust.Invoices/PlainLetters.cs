namespace Inkaust.Invoices;

/// <summary>Text as people type it who have no Polish keyboard at hand: "zolty klos" finds "Żółty Kłos".</summary>
public static class PlainLetters
{
    /// <summary>The same text with Polish letters as plain ones; the rest stays, large and small as it is.</summary>
    public static string Of(string text) => string.Concat(text.Select(c => c switch
    {
        'Ą' => 'A',
        'Ć' => 'C',
        'Ę' => 'E',
        'Ł' => 'L',
        'Ń' => 'N',
        'Ó' => 'O',
        'Ś' => 'S',
        'Ź' or 'Ż' => 'Z',
        'ą' => 'a',
        'ć' => 'c',
        'ę' => 'e',
        'ł' => 'l',
        'ń' => 'n',
        'ó' => 'o',
        'ś' => 's',
        'ź' or 'ż' => 'z',
        _ => c,
    }));
}
