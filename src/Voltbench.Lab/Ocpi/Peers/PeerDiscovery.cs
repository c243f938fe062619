using System.Net;
using System.Text.Json;
using Voltbench.Lab.Ocpi.Messages;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Ocpi;
using Voltbench.Ocpi.Transport;
using Voltbench.Ocpi.V221.Versions;
using Endpoint211 = Voltbench.Ocpi.V211.Versions.Endpoint;

namespace Voltbench.Lab.Ocpi.Peers;

/// <summary>What a peer offers in the version of our party.</summary>
/// <param name="TokenIsBase64">The spelling of the token that it understood.</param>
/// <param name="Endpoints">One per module and side.</param>
public sealed record DiscoveredPeer(bool TokenIsBase64, IReadOnlyList<PeerEndpoint> Endpoints);

/// <summary>Why a peer cannot be used.</summary>
/// <param name="StatusCode">3001, 3002 or 3003.</param>
/// <param name="Message">For a person.</param>
public sealed record PeerFault(int StatusCode, string Message);

/// <summary>
/// Asks a peer for its versions and the details of ours (version information endpoint of both versions). It may be slow, silent or hostile: the whole
/// takes as long as a handshake may.
/// </summary>
public sealed class PeerDiscovery(OcpiClient client, PeerTargetPolicy policy, PeerCallOptions options, TimeProvider time)
{
    private const int MaxVersions = 100;
    private const int MaxEndpoints = 200;

    /// <summary>A URL of a peer that we may call; null with a fault.</summary>
    public Uri? ReadUrl(string text, string what, out PeerFault? fault)
    {
        fault = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps) || url.UserInfo.Length > 0 || url.Fragment.Length > 0)
            fault = new PeerFault(OcpiStatus.UnusableApi, $"{what} is not an absolute http or https URL without user and fragment.");
        else if (policy.CheckUrl(url) is { } objection)
            fault = new PeerFault(OcpiStatus.UnusableApi, objection);
        return fault is null ? url : null;
    }

    /// <param name="party">Ours.</param>
    /// <param name="peerId">Null before there is one.</param>
    /// <param name="versionsUrl">As the peer gave it.</param>
    /// <param name="token">What we show.</param>
    /// <param name="correlationId">Of the request that this follows from; null for none.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<(DiscoveredPeer? Found, PeerFault? Fault)> FindAsync(
        Party party, long? peerId, string versionsUrl, string token, string? correlationId, CancellationToken ct)
    {
        var call = new Call(party, peerId, token, correlationId, time.GetTimestamp());
        if (ReadUrl(versionsUrl, "The versions URL", out var fault) is not { } url)
            return (null, fault);

        // 2.2.1 wants Base64 and 2.1.1 the token as it is; a 401 is worth the other spelling.
        var isBase64 = party.Version == OcpiVersion.V221;
        var versions = await GetAsync(call, url, isBase64, ct);
        if (versions.HttpStatus == (int)HttpStatusCode.Unauthorized)
        {
            isBase64 = !isBase64;
            versions = await GetAsync(call, url, isBase64, ct);
        }

        if (Unusable(versions, JsonValueKind.Array, "versions") is { } noVersions)
            return (null, noVersions);
        if (FindVersion(versions.Data!.Value, party.Version) is not { } detailsUrl)
            return (null, new PeerFault(OcpiStatus.UnsupportedVersion, $"The peer does not speak {party.Version.Number()}."));
        if (ReadUrl(detailsUrl, "The URL of the version details", out fault) is not { } detailsAt)
            return (null, fault);

        var details = await GetAsync(call, detailsAt, isBase64, ct);
        if (Unusable(details, JsonValueKind.Object, "version details") is { } noDetails)
            return (null, noDetails);
        var endpoints = ReadEndpoints(details.Data!.Value, party, out fault);
        if (fault is not null)
            return (null, fault);
        return endpoints.Count > 0
            ? (new DiscoveredPeer(isBase64, endpoints), null)
            : (null, new PeerFault(OcpiStatus.NoMatchingEndpoints, "The version details of the peer list no usable endpoint."));
    }

    private async Task<OcpiOutcome> GetAsync(Call call, Uri url, bool isBase64, CancellationToken ct)
    {
        var left = TimeSpan.FromSeconds(options.HandshakeTimeoutSeconds) - time.GetElapsedTime(call.Started);
        if (left <= TimeSpan.Zero)
            return new OcpiOutcome(OcpiOutcomeKind.Timeout) { Detail = $"The peer took longer than {options.HandshakeTimeoutSeconds} s." };
        return await client.SendAsync(
            new OcpiRequest(HttpMethod.Get, url)
            {
                Token = call.Token,
                TokenIsBase64 = isBase64,
                CorrelationId = call.CorrelationId,
                Timeout = left,
                Tag = new MessageTag(call.Party.Id, call.PeerId, "versions"),
            },
            ct);
    }

    private static PeerFault? Unusable(OcpiOutcome outcome, JsonValueKind kind, string what)
    {
        if (!outcome.IsSuccess)
            return new PeerFault(OcpiStatus.UnusableApi, $"The peer's {what} could not be read: {outcome.Detail}");
        return outcome.Data?.ValueKind == kind ? null : new PeerFault(OcpiStatus.UnusableApi, $"The peer's {what} have no data of the right kind.");
    }

    private static string? FindVersion(JsonElement versions, OcpiVersion wanted)
    {
        foreach (var element in versions.EnumerateArray().Take(MaxVersions))
        {
            // One wrong entry does not spoil the others (transport_and_format, GET).
            if (OcpiJson.TryDeserialize<VersionInfo>(element, out var version, out _) && version.Version == wanted.Number())
                return version.Url;
        }

        return null;
    }

    private List<PeerEndpoint> ReadEndpoints(JsonElement details, Party party, out PeerFault? fault)
    {
        fault = null;
        var found = new List<PeerEndpoint>();
        if (!details.TryGetProperty("endpoints"u8, out var list) || list.ValueKind != JsonValueKind.Array)
            return found;
        foreach (var element in list.EnumerateArray().Take(MaxEndpoints))
        {
            if (ReadEndpoint(element, party) is not { } endpoint || found.Exists(known => known.Module == endpoint.Module && known.Side == endpoint.Side))
                continue;
            if (ReadUrl(endpoint.Url, $"The URL of {endpoint.Module}", out fault) is not { } url)
                return found;
            found.Add(new PeerEndpoint(endpoint.Module, endpoint.Side, url));
        }

        return found;
    }

    private static (string Module, ModuleSide Side, string Url)? ReadEndpoint(JsonElement element, Party party)
    {
        if (party.Version == OcpiVersion.V211)
        {
            return OcpiJson.TryDeserialize<Endpoint211>(element, out var old, out _)
                ? (old.Identifier, SideOf(old.Identifier, party.Role), old.Url)
                : null;
        }

        if (!OcpiJson.TryDeserialize<Endpoint>(element, out var endpoint, out _))
            return null;
        // The role of credentials means nothing (2.2.1 version information endpoint).
        var side = endpoint.Role == InterfaceRole.Sender || endpoint.Identifier == "credentials" ? ModuleSide.Sender : ModuleSide.Receiver;
        return (endpoint.Identifier, side, endpoint.Url);
    }

    /// <summary>2.1.1 has no roles of endpoints: an eMSP owns the tokens and a CPO the rest, and commands are received by the CPO.</summary>
    private static ModuleSide SideOf(string module, PartyRole ours) => (module, ours) switch
    {
        ("credentials", _) => ModuleSide.Sender,
        ("tokens", PartyRole.Cpo) => ModuleSide.Sender,
        (_, PartyRole.Cpo) => ModuleSide.Receiver,
        ("tokens" or "commands", _) => ModuleSide.Receiver,
        _ => ModuleSide.Sender,
    };

    private sealed record Call(Party Party, long? PeerId, string Token, string? CorrelationId, long Started);
}
