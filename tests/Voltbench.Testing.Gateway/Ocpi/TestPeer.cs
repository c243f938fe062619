using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Voltbench.Testing.Ocpi;

/// <summary>A peer that is registered with a party, without a handshake and without endpoints: it pulls.</summary>
public sealed record TestPeer(long Id, TestParty Party, string Token)
{
    private static readonly HttpClient Http = new();

    public static async Task<TestPeer> CreateAsync(GatewayFixture gateway, TestParty party, string partyId = "MSP")
    {
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
        await using var database = NpgsqlDataSource.Create(gateway.ConnectionString);
        await using var insert = database.CreateCommand(
            """
            with p as (
                insert into ocpp.ocpi_peers (partner_operation_id, country_code, party_id, credentials, token, token_is_base64, versions_url, version, push)
                values ($1, 'DE', $2, json_build_object('roles', json_build_array(json_build_object('role', 'EMSP', 'country_code', 'DE', 'party_id', $2,
                        'business_details', json_build_object('name', 'Test')))), 'none', false, 'http://127.0.0.1:1/versions', $3, false)
                returning id),
            t as (insert into ocpp.ocpi_access_tokens (hash, partner_operation_id, peer_id) select $4, $1, id from p)
            select id from p
            """);
        foreach (var value in new object[] { party.Id, partyId, Voltbench.Ocpi.OcpiVersions.Number(party.Version), SHA256.HashData(Encoding.UTF8.GetBytes(token)) })
            insert.Parameters.Add(new NpgsqlParameter { Value = value });
        return new TestPeer((long)(await insert.ExecuteScalarAsync())!, party, token);
    }

    public Task<OcpiReply> GetAsync(string path) => OcpiReply.SendAsync(Http, Party.Request(HttpMethod.Get, path, Token));

    public Task<OcpiReply> SendAsync(HttpMethod method, string path, string? json = null) => OcpiReply.SendAsync(Http, Party.Request(method, path, Token, json));

    /// <summary>An absolute address, such as that of a next page.</summary>
    public Task<OcpiReply> GetAsync(Uri url)
    {
        var request = Party.Request(HttpMethod.Get, "", Token);
        request.RequestUri = url;
        return OcpiReply.SendAsync(Http, request);
    }
}
