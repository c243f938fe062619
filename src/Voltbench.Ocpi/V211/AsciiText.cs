using System.Collections.Frozen;
using System.Text;

namespace Voltbench.Ocpi.V211;

/// <summary>
/// Text as 2.1.1 has it: printable ASCII only (types §1.5). Letters of Latin alphabets lose their marks, quotes and dashes become plain ones; what is left
/// becomes a question mark. Everything of 2.1.1 that <see cref="OcpiJson"/> writes goes through here; what peers send is read as it is.
/// </summary>
public static class AsciiText
{
    /// <summary>Each group: what it becomes, then what becomes it.</summary>
    private static readonly FrozenDictionary<Rune, string> Table = new[]
    {
        "A ÀÁÂÃÄÅĀĂĄ", "AE Æ", "C ÇĆĈĊČ", "D ÐĎĐ", "E ÈÉÊËĒĔĖĘĚ", "G ĜĞĠĢ", "H ĤĦ", "I ÌÍÎÏĨĪĬĮİ", "J Ĵ", "K Ķ", "L ĹĻĽĿŁ", "N ÑŃŅŇŊ", "O ÒÓÔÕÖØŌŎŐ", "OE Œ", "R ŔŖŘ",
        "S ŚŜŞŠȘẞ", "T ŢŤŦȚ", "TH Þ", "U ÙÚÛÜŨŪŬŮŰŲ", "W Ŵ", "Y ÝŶŸ", "Z ŹŻŽ",
        "a àáâãäåāăąª", "ae æ", "c çćĉċč", "d ðďđ", "e èéêëēĕėęě", "g ĝğġģ", "h ĥħ", "i ìíîïĩīĭįı", "j ĵ", "k ķĸ", "l ĺļľŀł", "n ñńņňŉŋ", "o òóôõöøōŏőº", "oe œ", "r ŕŗř",
        "s śŝşšșſ", "ss ß", "t ţťŧț", "th þ", "u ùúûüũūŭůűų", "w ŵ", "y ýÿŷ", "z źżž",
        "' ‘’‚‛′´", "\" “”„‟«»″", "- ‐‑‒–—―−", "... …", "* •·×", "EUR €", "GBP £",
    }
        .SelectMany(static group => group[(group.IndexOf(' ', StringComparison.Ordinal) + 1)..].EnumerateRunes().Select(rune => (rune, To: group[..group.IndexOf(' ', StringComparison.Ordinal)])))
        .ToFrozenDictionary(static pair => pair.rune, static pair => pair.To);

    /// <summary>The text itself when it is printable ASCII. May be longer than before: ß becomes ss.</summary>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;
        var result = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is >= ' ' and <= '~')
                result.Append((char)rune.Value);
            else if (Table.TryGetValue(rune, out var plain))
                result.Append(plain);
            else
                result.Append(Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) ? ' ' : '?');
        }

        return result.ToString();
    }
}
