using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Voltbench.Lab.Locations;

/// <summary>Slugs of locations: the slugified name, a hyphen, eight random hex digits.</summary>
public static class Slugs
{
    /// <summary>Longest part that comes from the name, characters.</summary>
    private const int MaxNameLength = 80;

    public static string Create(string name) => $"{Slugify(name)}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";

    /// <summary>
    /// Lower-case ASCII letters and digits with single hyphens between; accents are dropped (é → e), what is left over as well.
    /// A name that gives nothing becomes <c>location</c>.
    /// </summary>
    public static string Slugify(string name)
    {
        var slug = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormD))
        {
            if (slug.Length >= MaxNameLength)
                break;
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(char.ToLowerInvariant(c));
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        var text = slug.ToString().TrimEnd('-');
        return text.Length == 0 ? "location" : text;
    }
}
