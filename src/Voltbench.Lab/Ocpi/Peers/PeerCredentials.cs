using System.Text;
using System.Text.Json.Nodes;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Ocpi;
using Role221 = Voltbench.Ocpi.V221.Credentials.CredentialsRole;
using V211Credentials = Voltbench.Ocpi.V211.Credentials.Credentials;
using V221Credentials = Voltbench.Ocpi.V221.Credentials.Credentials;

namespace Voltbench.Lab.Ocpi.Peers;

/// <summary>A credentials object of either version, as a peer gave it.</summary>
/// <param name="Token">What we are to show to the peer.</param>
/// <param name="Url">Its versions endpoint.</param>
/// <param name="Roles">At least one.</param>
/// <param name="Json">The object without the token, to be kept.</param>
public sealed record PeerCredentials(string Token, string Url, IReadOnlyList<PeerRole> Roles, string Json)
{
    /// <summary>Reads the object; null with a fault that names the member and what would be right.</summary>
    public static PeerCredentials? Read(Party party, ReadOnlySpan<byte> json, out string? fault)
    {
        (string Token, string Url)? read = null;
        if (party.Version == OcpiVersion.V211)
        {
            if (OcpiJson.TryDeserialize<V211Credentials>(json, out var credentials, out fault))
                read = (credentials.Token, credentials.Url);
        }
        else if (OcpiJson.TryDeserialize<V221Credentials>(json, out var credentials, out fault))
        {
            read = (credentials.Token, credentials.Url);
            fault = Repeated(credentials.Roles);
        }

        if (fault is not null || read is not { } given)
            return null;
        var kept = JsonNode.Parse(json)!.AsObject();
        kept.Remove("token");
        var text = kept.ToJsonString();
        return new PeerCredentials(given.Token, given.Url, PeerRows.ReadRoles(text, party.Role), text);
    }

    /// <summary>The object that a party gives of itself.</summary>
    /// <param name="party">Ours.</param>
    /// <param name="token">What the peer is to show to us.</param>
    /// <param name="versionsUrl">Where the peer finds our versions.</param>
    public static byte[] Write(Party party, string token, string versionsUrl) => party.Version == OcpiVersion.V211
        ? OcpiJson.SerializeUtf8(new V211Credentials
        {
            Token = token,
            Url = versionsUrl,
            BusinessDetails = new() { Name = Name(party) },
            PartyId = party.PartyId,
            CountryCode = party.CountryCode,
        })
        : OcpiJson.SerializeUtf8(new V221Credentials
        {
            Token = token,
            Url = versionsUrl,
            Roles =
            [
                new()
                {
                    Role = party.Role == PartyRole.Cpo ? Voltbench.Ocpi.V221.Types.Role.Cpo : Voltbench.Ocpi.V221.Types.Role.Emsp,
                    BusinessDetails = new() { Name = Name(party) },
                    PartyId = party.PartyId,
                    CountryCode = party.CountryCode,
                },
            ],
        });

    // Keeps the token out of logs.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append("Url = ").Append(Url);
        return true;
    }

    private static string Name(Party party) => party.Name.Length > 100 ? party.Name[..100] : party.Name;

    /// <summary>Every role needs a unique combination of role, party_id and country_code (2.2.1 credentials).</summary>
    private static string? Repeated(IReadOnlyList<Role221> roles) =>
        roles.GroupBy(static role => $"{role.Role}/{role.CountryCode}/{role.PartyId}", StringComparer.OrdinalIgnoreCase).FirstOrDefault(static group => group.Count() > 1) is { } twice
            ? $"roles must be unique in role, country_code and party_id; {twice.Key} is there twice."
            : null;
}
