using System.Buffers;
using System.Text;
using Voltbench.Ocpp;
using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger.Security;

/// <summary>Rules of what proves a station: the length is the setting's, 16 to 40 characters in both versions.</summary>
internal static class Password
{
    // identifierString of OCPP 2.0.1 part 2 §3 and passwordString, which has the same letters.
    private static readonly SearchValues<char> Identifier =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-_=:+|@.");

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789ABCDEFabcdef");

    /// <summary>1.6 takes any printable text, hexadecimal digits among it; 2.0.1 a <c>passwordString</c>.</summary>
    public static Objection Check(Station station, string password) => station.Spec.Version == OcppVersion.V16
        ? password.AsSpan().ContainsAnyExceptInRange(' ', '~') ? Objection.InvalidValue("The key has characters that are not printable ASCII.") : default
        : password.AsSpan().ContainsAnyExcept(Identifier) ? Objection.InvalidValue("The password has characters that a passwordString has not.") : default;

    /// <summary>
    /// The password behind a key that a CSMS of 1.6 sent: OCPP-J 1.6 §6.2 encodes it in hexadecimal digits, the security whitepaper does not. A key that is the hexadecimal
    /// form of a printable text of 16 to 20 characters is that text; every other one is what it says.
    /// </summary>
    public static string Read(string key)
    {
        if (key.Length is < 32 or > 40 || key.Length % 2 != 0 || key.AsSpan().ContainsAnyExcept(Digits))
            return key;
        var text = Encoding.Latin1.GetString(Convert.FromHexString(key));
        return text.AsSpan().ContainsAnyExceptInRange(' ', '~') ? key : text;
    }

    public static Objection CheckIdentity(Station station, string identity)
    {
        if (identity.AsSpan().ContainsAnyExcept(Identifier) || identity is "." or "..")
            return Objection.InvalidValue("The identity has characters that an identifierString has not.");
        // RFC 7617 §2
        return Access.Of(station).Profile is 1 or 2 && identity.Contains(':', StringComparison.Ordinal)
            ? Objection.InvalidValue("A Basic user name cannot contain ':'.")
            : default;
    }
}
