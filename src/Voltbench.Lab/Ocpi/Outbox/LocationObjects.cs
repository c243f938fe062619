using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Lab.Ocpi.Sites;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Outbox;

/// <summary>Locations with their EVSEs and connectors.</summary>
public sealed class LocationObjects(PeerDirectory directory, SiteReader sites) : IWholeObject
{
    public string Module => "locations";

    public async Task<WholeObject?> ReadAsync(long partyId, string objectKey, CancellationToken ct)
    {
        if (await directory.FindPartyAsync(partyId, ct) is not { } party)
            return null;
        var id = objectKey[(objectKey.IndexOf(':') + 1)..];
        var body = party.Version == OcpiVersion.V211
            ? await sites.FindV211Async(party, id, ct) is { } old ? OcpiJson.SerializeUtf8(old) : null
            : await sites.FindV221Async(party, id, ct) is { } location ? OcpiJson.SerializeUtf8(location) : null;
        return body is null ? null : new WholeObject($"{party.CountryCode}/{party.PartyId}/{Uri.EscapeDataString(id)}", body);
    }
}
