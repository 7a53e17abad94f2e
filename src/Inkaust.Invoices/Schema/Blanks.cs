namespace Inkaust.Invoices.Schema;

/// <summary>What happens to blanks before a value is judged or read (XSD, whiteSpace).</summary>
internal enum Blanks
{
    /// <summary>Nothing.</summary>
    Kept,

    /// <summary>Tabs and line ends become spaces.</summary>
    MadeSpaces,

    /// <summary>Blanks at the ends go, several in a row become one.</summary>
    Collapsed,
}

/// <summary>Deals with the blanks of a value.</summary>
internal static class BlanksOfValues
{
    extension(Blanks blanks)
    {
        /// <summary>Whether the value changes by it. Most values have no blank at all, and that is one look.</summary>
        public bool Change(ReadOnlySpan<char> value)
        {
            if (blanks == Blanks.Kept) return false;
            for (var i = value.IndexOfAny(" \t\n\r"); i >= 0 && i < value.Length; i++)
                if (value[i] is '\t' or '\n' or '\r' || (value[i] == ' ' && (i == 0 || i == value.Length - 1 || value[i - 1] == ' '))) return true;
            return false;
        }

        /// <summary>Settles a value in its place.</summary>
        /// <returns>Its new length; nothing but blanks leaves nothing where they are collapsed.</returns>
        public int Settle(Span<char> value)
        {
            if (blanks == Blanks.Kept) return value.Length;
            value.Replace('\t', ' ');
            value.Replace('\n', ' ');
            value.Replace('\r', ' ');
            if (blanks == Blanks.MadeSpaces) return value.Length;
            var length = 0;
            foreach (var sign in value)
                if (sign != ' ' || (length > 0 && value[length - 1] != ' ')) value[length++] = sign;
            return length > 0 && value[length - 1] == ' ' ? length - 1 : length;
        }
    }
}
