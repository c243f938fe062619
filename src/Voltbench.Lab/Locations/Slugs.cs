using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Voltbench.Lab.Locations;

/// <summary>Slugs of locations: the slugified name, a hyphen, eight random hex digits.</summary>
public static class Slugs
{
    /// <summary>Longest part that comes from the name, characters.</summary>
    private const int MaxNameLength = 80;

    /// <summary>
    /// Plain letters of the accented ones in Europe's Latin alphabets. A table, because Unicode normalization is not there in a process
    /// without culture data.
    /// </summary>
    private static readonly FrozenDictionary<char, string> Plain = new (string Plain, string Accented)[]
    {
        ("a", "àáâãåāăą"), ("ae", "äæ"), ("c", "çćĉċč"), ("d", "ðďđ"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"), ("h", "ĥħ"), ("i", "ìíîïĩīĭįı"),
        ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņňŉ"), ("o", "òóôõøōŏő"), ("oe", "öœ"), ("r", "ŕŗř"), ("s", "śŝşšș"), ("ss", "ß"),
        ("t", "ţťŧț"), ("th", "þ"), ("u", "ùúûũūŭůűų"), ("ue", "ü"), ("w", "ŵ"), ("y", "ýÿŷ"), ("z", "źżž"),
    }.SelectMany(pair => pair.Accented.Select(accented => KeyValuePair.Create(accented, pair.Plain))).ToFrozenDictionary();

    public static string Create(string name) => $"{Slugify(name)}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";

    /// <summary>
    /// Lower-case ASCII letters and digits with single hyphens between; accented letters become plain ones (é → e, ü → ue), what is left over
    /// is dropped. A name that gives nothing becomes <c>location</c>.
    /// </summary>
    public static string Slugify(string name)
    {
        var slug = new StringBuilder();
        foreach (var c in name)
        {
            if (slug.Length >= MaxNameLength)
                break;
            var lower = char.ToLowerInvariant(c);
            if (char.IsAsciiLetterOrDigit(lower))
                slug.Append(lower);
            else if (Plain.TryGetValue(lower, out var plain))
                slug.Append(plain);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        var text = slug.ToString().TrimEnd('-');
        return text.Length == 0 ? "location" : text;
    }
}
