using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Lab.Ocpi.Tokens;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.CpoPeers;

/// <summary>A party that is registered with a CPO.</summary>
public sealed record CpoPeerBody
{
    public required long PeerId { get; init; }

    /// <summary>Of its first role.</summary>
    public required string CountryCode { get; init; }

    /// <inheritdoc cref="CountryCode"/>
    public required string PartyId { get; init; }

    public required IReadOnlyList<CpoPeerRoleBody> Roles { get; init; }

    public required string OcpiVersion { get; init; }

    public required string VersionsUrl { get; init; }

    /// <summary>What the CPO shows to it, but for the last four characters.</summary>
    public required string Token { get; init; }

    /// <summary>False for a peer that only pulls.</summary>
    public required bool Push { get; init; }

    public required IReadOnlyList<CpoPeerEndpointBody> Endpoints { get; init; }

    public required DateTime RegisteredAt { get; init; }

    public required DateTime UpdatedAt { get; init; }

    /// <summary>Null when the peer has no tokens to pull.</summary>
    public required TokenPullBody? TokenPull { get; init; }

    public static CpoPeerBody Of(Peer peer, TokenPullState? pull) => new()
    {
        PeerId = peer.Id,
        CountryCode = peer.CountryCode,
        PartyId = peer.PartyId,
        Roles = peer.Roles.Select(static role => new CpoPeerRoleBody(role.Role, role.CountryCode, role.PartyId, role.Name)).ToList(),
        OcpiVersion = peer.Version.Number(),
        VersionsUrl = peer.VersionsUrl,
        Token = peer.Token.Length > 12 ? $"…{peer.Token[^4..]}" : "…",
        Push = peer.Push,
        Endpoints = peer.Endpoints.Select(static endpoint => new CpoPeerEndpointBody(endpoint.Module, endpoint.Side.Name(), endpoint.Url.OriginalString)).ToList(),
        RegisteredAt = peer.CreatedAt.UtcDateTime,
        UpdatedAt = peer.UpdatedAt.UtcDateTime,
        TokenPull = pull is null ? null : TokenPullBody.Of(pull),
    };
}

/// <param name="Role">As on the wire; 2.1.1 does not say it, there it is <c>EMSP</c>.</param>
/// <param name="Name">Of its business details.</param>
public sealed record CpoPeerRoleBody(string Role, string CountryCode, string PartyId, string Name);

/// <param name="Module">As on the wire.</param>
/// <param name="Role"><c>SENDER</c> or <c>RECEIVER</c>; 2.1.1 does not say it, there it follows from the module.</param>
public sealed record CpoPeerEndpointBody(string Module, string Role, string Url);

/// <summary>Where the pull of a peer's tokens stands.</summary>
/// <param name="Running">Whether a run is under way.</param>
/// <param name="Tokens">Stored by the last whole run; null before there was one.</param>
/// <param name="Refused">Objects of the newest run that were no tokens of this peer.</param>
/// <param name="SucceededAt">End of the last whole run.</param>
/// <param name="Error">Why the last attempt failed; null when it did not.</param>
/// <param name="DueAt">When the next is tried.</param>
public sealed record TokenPullBody(bool Running, int? Tokens, int Refused, DateTime? SucceededAt, string? Error, DateTime DueAt)
{
    public static TokenPullBody Of(TokenPullState state) => new(
        state.RunStartedAt is not null, state.LastTokens, state.Refused, state.SucceededAt?.UtcDateTime, state.LastError, state.DueAt.UtcDateTime);
}

/// <summary>Body of <c>POST /ocpi/cpos/{cpo_id}/peers</c>: what the other platform gave.</summary>
/// <param name="VersionsUrl">Its versions endpoint.</param>
/// <param name="Token">Its token A.</param>
public sealed record CreateCpoPeerBody(string VersionsUrl, string Token);

/// <summary>Body of <c>POST /ocpi/cpos/{cpo_id}/peers/{peer_id}/pull-tokens</c>.</summary>
/// <param name="Full">Everything (default), or what changed since the last run.</param>
public sealed record PullTokensBody(bool? Full = null);

/// <summary>A token A.</summary>
/// <param name="Token">Shown here only; good for one registration.</param>
/// <param name="VersionsUrl">What it is to be shown to first.</param>
public sealed record RegistrationTokenBody(string Token, string VersionsUrl);
