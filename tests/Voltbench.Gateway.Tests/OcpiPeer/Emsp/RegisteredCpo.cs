using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Voltbench.Ocpi;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;

namespace Voltbench.Gateway.Tests.OcpiPeer.Emsp;

/// <summary>A simulated eMSP with a CPO DE*CPO that is registered with it; the test speaks as that CPO.</summary>
internal sealed record RegisteredCpo(TestParty Emsp, long PeerId, string Token)
{
    private static readonly HttpClient Http = new();

    public static async Task<RegisteredCpo> CreateAsync(GatewayFixture gateway, OcpiVersion version)
    {
        var emsp = await TestParty.CreateAsync(gateway, version, "EMSP");
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
        await using var database = NpgsqlDataSource.Create(gateway.ConnectionString);
        await using var insert = database.CreateCommand(
            """
            with peer as (
                insert into ocpp.ocpi_peers (partner_operation_id, country_code, party_id, credentials, token, token_is_base64, versions_url, version)
                values ($1, 'DE', 'CPO', '{"country_code":"DE","party_id":"CPO","roles":[{"role":"CPO","country_code":"DE","party_id":"CPO","business_details":{"name":"CPO"}}]}',
                        'theirs', false, 'http://127.0.0.1:1/versions', $2) returning id)
            insert into ocpp.ocpi_access_tokens (hash, partner_operation_id, peer_id) select $3, $1, id from peer returning peer_id
            """);
        insert.Parameters.Add(new NpgsqlParameter { Value = emsp.Id });
        insert.Parameters.Add(new NpgsqlParameter { Value = version.Number() });
        insert.Parameters.Add(new NpgsqlParameter { Value = SHA256.HashData(Encoding.UTF8.GetBytes(token)) });
        return new RegisteredCpo(emsp, (long)(await insert.ExecuteScalarAsync())!, token);
    }

    public Task<OcpiReply> SendAsync(string method, string path, string? json = null) =>
        OcpiReply.SendAsync(Http, Emsp.Request(new HttpMethod(method), path, Token, json));
}
