using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Peers;

/// <summary>A party that registered with one of ours, or one that ours registered with.</summary>
public sealed class Peer
{
    /// <summary>Row of <c>ocpp.ocpi_peers</c>.</summary>
    public required long Id { get; init; }

    /// <summary>Our party that it is a peer of.</summary>
    public required long PartnerOperationId { get; init; }

    /// <summary>Of its first role; ISO 3166-1 alpha-2.</summary>
    public required string CountryCode { get; init; }

    /// <summary>Of its first role; three characters.</summary>
    public required string PartyId { get; init; }

    /// <summary>Every role it gave in its credentials; exactly one in 2.1.1.</summary>
    public required IReadOnlyList<PeerRole> Roles { get; init; }

    public required OcpiVersion Version { get; init; }

    public required string VersionsUrl { get; init; }

    /// <summary>What we show when we call it. Never in logs or answers.</summary>
    public required string Token { get; init; }

    /// <summary>Whether the token is shown in Base64, as 2.2.1 wants, or as it is.</summary>
    public required bool TokenIsBase64 { get; init; }

    /// <summary>False for a peer that only pulls.</summary>
    public required bool Push { get; init; }

    public required IReadOnlyList<PeerEndpoint> Endpoints { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>URL of one side of a module; null when the peer has not got it.</summary>
    public Uri? Endpoint(string module, ModuleSide side) =>
        Endpoints.FirstOrDefault(endpoint => endpoint.Side == side && endpoint.Module.Equals(module, StringComparison.Ordinal))?.Url;

    /// <summary>Whether it may speak for a party: one of its roles, or anybody when it is a hub. Both are compared without case (CiString).</summary>
    public bool SpeaksFor(string countryCode, string partyId) => Roles.Any(role =>
        role.IsHub || (role.CountryCode.Equals(countryCode, StringComparison.OrdinalIgnoreCase) && role.PartyId.Equals(partyId, StringComparison.OrdinalIgnoreCase)));

    public override string ToString() => $"peer {Id} {CountryCode}*{PartyId}";
}

/// <summary>A role of a peer.</summary>
/// <param name="Role">As on the wire; in 2.1.1 the opposite of our party's.</param>
/// <param name="Name">Of its business details.</param>
public sealed record PeerRole(string Role, string CountryCode, string PartyId, string Name)
{
    public bool IsHub => Role == "HUB";
}

/// <summary>An endpoint of a peer.</summary>
/// <param name="Module">As on the wire.</param>
public sealed record PeerEndpoint(string Module, ModuleSide Side, Uri Url);
