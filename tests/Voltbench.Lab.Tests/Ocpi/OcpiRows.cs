using Dapper;
using Voltbench.Lab.Database;

namespace Voltbench.Lab.Tests.Ocpi;

/// <summary>Rows of parties and peers as create and handshake leave them.</summary>
internal static class OcpiRows
{
    public static readonly Guid Organization = Guid.Parse("6f4f4d4e-0000-4000-8000-000000000001");

    /// <summary>A CPO; its id.</summary>
    public static async Task<long> AddPartyAsync(LabDatabase database, string partyId = "TST", string version = "2.2.1", Guid? organization = null)
    {
        await using var connection = await database.OpenAsync(CancellationToken.None);
        return await connection.ExecuteScalarAsync<long>(
            """
            insert into ocpp.partner_operations (organization_id, role, ocpi_version, country_code, party_id, name_prefix, public_base, status, workflow_run_id)
            values (@organization, 'CPO', @version, 'NL', @partyId, 'Test', 'http://127.0.0.1:8080', 'READY', 'wfr_' || gen_random_uuid())
            returning id
            """,
            new { organization = organization ?? Organization, version, partyId });
    }

    /// <summary>A peer with receivers below <paramref name="receivers"/> for all modules that are pushed; its id.</summary>
    public static async Task<long> AddPeerAsync(LabDatabase database, long party, Uri receivers, string partyId = "MSP", string token = "token-b")
    {
        await using var connection = await database.OpenAsync(CancellationToken.None);
        return await connection.ExecuteScalarAsync<long>(
            """
            with p as (
                insert into ocpp.ocpi_peers (partner_operation_id, country_code, party_id, credentials, token, token_is_base64, versions_url, version)
                select id, 'DE', @partyId, '{}', @token, true, @url || 'versions', ocpi_version from ocpp.partner_operations where id = @party
                returning id),
            e as (
                insert into ocpp.ocpi_peer_endpoints (peer_id, module, role, url)
                select p.id, m, 'RECEIVER', @url || m from p, unnest(array['locations', 'tariffs', 'sessions', 'cdrs']) m)
            select id from p
            """,
            new { party, url = receivers.AbsoluteUri, partyId, token });
    }

    /// <summary>Queues a message as a module does; how many peers it waits for.</summary>
    public static async Task<int> PushAsync(
        LabDatabase database, long party, string key, string body, string method = "PUT", string module = "locations", string? path = null, long? onlyPeer = null)
    {
        await using var connection = await database.OpenAsync(CancellationToken.None);
        return await connection.ExecuteScalarAsync<int>(
            "select ocpp.ocpi_push(@party, @module, @key, @method, @path, @body, @onlyPeer)",
            new { party, module, key, method, path = path ?? $"NL/TST/{key[(key.IndexOf(':') + 1)..]}", body, onlyPeer });
    }
}
