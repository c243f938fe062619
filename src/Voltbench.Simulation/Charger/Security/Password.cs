using System.Buffers;
using Voltbench.Ocpp;
using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger.Security;

/// <summary>Rules of what proves a station: the length is the setting's, 16 to 40 characters in both versions.</summary>
internal static class Password
{
    // identifierString of OCPP 2.0.1 part 2 §3 and passwordString, which has the same letters.
    private static readonly SearchValues<char> Identifier =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-_=:+|@.");

    /// <summary>1.6 takes any printable text, hexadecimal digits among it; 2.0.1 a <c>passwordString</c>.</summary>
    public static Objection Check(Station station, string password) => station.Spec.Version == OcppVersion.V16
        ? password.AsSpan().ContainsAnyExceptInRange(' ', '~') ? Objection.InvalidValue("The key has characters that are not printable ASCII.") : default
        : password.AsSpan().ContainsAnyExcept(Identifier) ? Objection.InvalidValue("The password has characters that a passwordString has not.") : default;

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
