using System.Text.Json;
using Dapper;
using Npgsql;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Peers;

/// <summary>Reads a party with its peers and tokens.</summary>
internal static class PeerRows
{
    private const string Sql =
        """
        select id, organization_id, role, ocpi_version, country_code, party_id, name_prefix, public_base, expires_at
        from ocpp.partner_operations where id = @id and deleted_at is null;
        select encode(hash, 'hex') as hash, peer_id, is_pending, used_at is not null as is_used
        from ocpp.ocpi_access_tokens where partner_operation_id = @id;
        select id, country_code, party_id, credentials::text as credentials, token, token_is_base64, versions_url, version, push, created_at, updated_at
        from ocpp.ocpi_peers where partner_operation_id = @id order by id;
        select e.peer_id, e.module, e.role, e.url
        from ocpp.ocpi_peer_endpoints e join ocpp.ocpi_peers p on p.id = e.peer_id
        where p.partner_operation_id = @id order by e.module, e.role
        """;

    /// <returns>Null when there is no such party, or it is deleted.</returns>
    public static async Task<PartyPeers?> ReadAsync(NpgsqlConnection connection, long id, CancellationToken ct)
    {
        await using var results = await connection.QueryMultipleAsync(new CommandDefinition(Sql, new { id }, cancellationToken: ct));
        if (await results.ReadSingleOrDefaultAsync<PartyRow>() is not { } row)
            return null;
        var role = row.Role == "CPO" ? PartyRole.Cpo : PartyRole.Emsp;
        var party = new Party(row.Id, row.OrganizationId, role, ReadVersion(row.OcpiVersion), row.CountryCode, row.PartyId, row.NamePrefix, row.PublicBase);
        var tokens = (await results.ReadAsync<TokenRow>()).AsList();
        var peers = (await results.ReadAsync<PeerRow>()).AsList();
        var endpoints = (await results.ReadAsync<EndpointRow>()).ToLookup(static endpoint => endpoint.PeerId);
        return new PartyPeers(
            party,
            row.ExpiresAt,
            peers.ConvertAll(peer => peer.ToPeer(party, endpoints[peer.Id])),
            tokens.ToDictionary(static token => token.Hash, StringComparer.Ordinal));
    }

    /// <summary>Roles of a credentials object of either version.</summary>
    public static IReadOnlyList<PeerRole> ReadRoles(string credentials, PartyRole ours)
    {
        using var document = JsonDocument.Parse(credentials);
        var root = document.RootElement;
        if (root.TryGetProperty("roles", out var roles) && roles.ValueKind == JsonValueKind.Array)
            return roles.EnumerateArray().Select(role => Read(role, Text(role, "role"))).ToList();
        return [Read(root, ours == PartyRole.Cpo ? "EMSP" : "CPO")];
    }

    private static OcpiVersion ReadVersion(string number) =>
        OcpiVersions.TryParse(number, out var version) ? version : throw new InvalidDataException($"The database has a version {number} of OCPI.");

    private static PeerRole Read(JsonElement role, string name) => new(
        name,
        Text(role, "country_code"),
        Text(role, "party_id"),
        role.TryGetProperty("business_details", out var details) && details.ValueKind == JsonValueKind.Object ? Text(details, "name") : "");

    private static string Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";

    private sealed record PartyRow
    {
        public long Id { get; init; }

        public Guid OrganizationId { get; init; }

        public string Role { get; init; } = "";

        public string OcpiVersion { get; init; } = "";

        public string CountryCode { get; init; } = "";

        public string PartyId { get; init; } = "";

        public string NamePrefix { get; init; } = "";

        public string PublicBase { get; init; } = "";

        public DateTimeOffset? ExpiresAt { get; init; }
    }

    private sealed record PeerRow
    {
        public long Id { get; init; }

        public string CountryCode { get; init; } = "";

        public string PartyId { get; init; } = "";

        public string Credentials { get; init; } = "";

        public string Token { get; init; } = "";

        public bool TokenIsBase64 { get; init; }

        public string VersionsUrl { get; init; } = "";

        public string Version { get; init; } = "";

        public bool Push { get; init; }

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset UpdatedAt { get; init; }

        public Peer ToPeer(Party party, IEnumerable<EndpointRow> endpoints)
        {
            return new Peer
            {
                Id = Id,
                PartnerOperationId = party.Id,
                CountryCode = CountryCode,
                PartyId = PartyId,
                Roles = ReadRoles(Credentials, party.Role),
                Version = ReadVersion(Version),
                VersionsUrl = VersionsUrl,
                Token = Token,
                TokenIsBase64 = TokenIsBase64,
                Push = Push,
                Endpoints = endpoints.Select(static endpoint => endpoint.ToEndpoint()).ToList(),
                CreatedAt = CreatedAt,
                UpdatedAt = UpdatedAt,
            };
        }
    }

    private sealed record EndpointRow
    {
        public long PeerId { get; init; }

        public string Module { get; init; } = "";

        public string Role { get; init; } = "";

        public string Url { get; init; } = "";

        public PeerEndpoint ToEndpoint()
        {
            // The table allows the two names only.
            return new PeerEndpoint(Module, Role == "SENDER" ? ModuleSide.Sender : ModuleSide.Receiver, new Uri(Url));
        }
    }
}

/// <summary>A token of a party.</summary>
internal sealed record TokenRow
{
    public string Hash { get; init; } = "";

    public long? PeerId { get; init; }

    public bool IsPending { get; init; }

    public bool IsUsed { get; init; }
}

/// <summary>A party with its peers and the tokens that open it, as of one moment.</summary>
internal sealed record PartyPeers(Party Party, DateTimeOffset? ExpiresAt, IReadOnlyList<Peer> Peers, IReadOnlyDictionary<string, TokenRow> Tokens);
