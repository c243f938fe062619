using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Voltbench.Lab.Ocpi.Parties;

namespace Voltbench.Lab.Ocpi.Templates;

/// <summary>Names of EVSEs: they follow from the identity of the charger and the number of the connector.</summary>
public static class EvseNames
{
    /// <summary>Longest uid (OCPI 2.2.1 §8.3.2; 2.1.1 has room for 39).</summary>
    public const int MaxUidLength = 36;

    /// <summary>Longest part behind the <c>E</c> of an eMI3 id.</summary>
    private const int MaxOutletLength = 30;

    private const int HashDigits = 8;

    /// <summary>
    /// The identity; with a suffix <c>_C1</c>, <c>_C2</c> … when the charger has several connectors. A longer identity is cut, and a hash of the
    /// whole keeps it apart from others that begin alike.
    /// </summary>
    /// <param name="identity">Of the charger.</param>
    /// <param name="number">Of the connector, from 1.</param>
    /// <param name="count">Connectors of the charger.</param>
    public static string Uid(string identity, int number, int count)
    {
        var suffix = count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"_C{number}");
        var room = MaxUidLength - suffix.Length;
        return (identity.Length <= room ? identity : $"{identity[..(room - HashDigits - 1)]}-{Hash(identity)}") + suffix;
    }

    /// <summary>
    /// The id that stands on the device, in the form of eMI3: country, party, <c>E</c>, outlet. Letters become capitals, other characters than digits are left out;
    /// where that loses anything, a hash of the identity keeps two chargers apart.
    /// </summary>
    public static string EvseId(Party party, string identity, int number)
    {
        var own = party.CountryCode + party.PartyId;
        var rest = identity.StartsWith(own, StringComparison.Ordinal) ? identity[own.Length..] : identity;
        var outlet = new StringBuilder(MaxOutletLength);
        foreach (var c in rest.Where(char.IsAsciiLetterOrDigit))
            outlet.Append(char.ToUpperInvariant(c));
        var suffix = string.Create(CultureInfo.InvariantCulture, $"*{number}");
        if (outlet.Length == 0 || outlet.Length + suffix.Length > MaxOutletLength || rest.Any(static c => char.IsAsciiLetterLower(c) || !(char.IsAsciiLetterOrDigit(c) || c == '-')))
        {
            outlet.Length = Math.Min(outlet.Length, MaxOutletLength - HashDigits - suffix.Length);
            outlet.Append(Hash(identity).ToUpperInvariant());
        }

        return $"{party.CountryCode}*{party.PartyId}*E{outlet}{suffix}";
    }

    private static string Hash(string identity) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..HashDigits];
}
