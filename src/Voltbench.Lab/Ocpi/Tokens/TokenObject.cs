using Voltbench.Ocpi;
using V211Token = Voltbench.Ocpi.V211.Tokens.Token;
using V221Token = Voltbench.Ocpi.V221.Tokens.Token;

namespace Voltbench.Lab.Ocpi.Tokens;

/// <summary>A Token object of either version.</summary>
/// <param name="CountryCode">Of the eMSP that owns it; in 2.1.1 not in the object itself.</param>
/// <param name="PartyId">See <paramref name="CountryCode"/>.</param>
/// <param name="Uid">As the eMSP spells it; compared without case.</param>
/// <param name="Type">On the wire.</param>
/// <param name="Whitelist">On the wire.</param>
/// <param name="Body">The object on the wire.</param>
public sealed record TokenObject(string CountryCode, string PartyId, string Uid, string Type, bool Valid, string Whitelist, DateTimeOffset LastUpdated, string Body)
{
    /// <summary>Reads an object; null with a fault that names the member and what would be right.</summary>
    /// <param name="version">Of the party.</param>
    /// <param name="countryCode">Who owns it where the object does not say.</param>
    /// <param name="partyId">See <paramref name="countryCode"/>.</param>
    /// <param name="json">UTF-8.</param>
    /// <param name="fault">What is wrong.</param>
    public static TokenObject? Read(OcpiVersion version, string countryCode, string partyId, ReadOnlySpan<byte> json, out string? fault)
    {
        if (version == OcpiVersion.V211)
        {
            return OcpiJson.TryDeserialize<V211Token>(json, out var old, out fault)
                ? new TokenObject(
                    countryCode.ToUpperInvariant(), partyId.ToUpperInvariant(), old.Uid, old.Type.WireName(), old.Valid, old.Whitelist.WireName(), old.LastUpdated, OcpiJson.Serialize(old))
                : null;
        }

        return OcpiJson.TryDeserialize<V221Token>(json, out var token, out fault)
            ? new TokenObject(
                token.CountryCode.ToUpperInvariant(), token.PartyId.ToUpperInvariant(), token.Uid, token.Type.WireName(), token.Valid, token.Whitelist.WireName(), token.LastUpdated,
                OcpiJson.Serialize(token))
            : null;
    }

    /// <summary>Applies a PATCH to the object; null with a fault. 2.2.1 wants <c>last_updated</c> in it, 2.1.1 does not.</summary>
    public TokenObject? Patch(OcpiVersion version, ReadOnlySpan<byte> patch, out string? fault)
    {
        var isApplied = version == OcpiVersion.V211
            ? OcpiPatch.TryApply<V211Token>(Body, patch, lastUpdatedRequired: false, out var result, out fault)
            : OcpiPatch.TryApply<V221Token>(Body, patch, lastUpdatedRequired: true, out result, out fault);
        return isApplied ? Read(version, CountryCode, PartyId, System.Text.Encoding.UTF8.GetBytes(result!), out fault) : null;
    }

    /// <summary>Whether both are the same token: owner, uid and type.</summary>
    public bool Means(TokenObject other) =>
        CountryCode == other.CountryCode && PartyId == other.PartyId && Uid.Equals(other.Uid, StringComparison.OrdinalIgnoreCase) && Type == other.Type;
}
