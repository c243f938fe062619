using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Voltbench.Ocpi;

namespace Voltbench.Testing.Ocpi;

/// <summary>A party of OCPI that is put into the database as it is, without what a template would give it.</summary>
public sealed record TestParty(long Id, Guid Organization, string Role, OcpiVersion Version, string CountryCode, string PartyId, string TokenA, Uri BaseUrl)
{
    private static int _count;

    /// <param name="gateway">Whose database.</param>
    /// <param name="version">Spoken.</param>
    /// <param name="role"><c>CPO</c> or <c>EMSP</c>.</param>
    /// <param name="organization">Null for <see cref="GatewayFixture.Organization"/>.</param>
    public static async Task<TestParty> CreateAsync(GatewayFixture gateway, OcpiVersion version, string role = "CPO", Guid? organization = null)
    {
        var number = Interlocked.Increment(ref _count);
        var partyId = $"T{number / 10 % 10}{number % 10}";
        var countryCode = $"{(char)('A' + (number / 100 % 26))}T";
        await using var database = NpgsqlDataSource.Create(gateway.ConnectionString);
        await using var insert = database.CreateCommand(
            """
            insert into ocpp.partner_operations (organization_id, role, ocpi_version, country_code, party_id, name_prefix, public_base, status, workflow_run_id)
            values ($1, $2, $3, $4, $5, $6, $7, 'READY', $8) returning id
            """);
        var owner = organization ?? gateway.Organization;
        foreach (object value in new object[] { owner, role, version.Number(), countryCode, partyId, $"Test {number}", gateway.Address.ToString().TrimEnd('/'), $"wfr_{Guid.NewGuid():N}" })
            insert.Parameters.Add(new NpgsqlParameter { Value = value });
        var id = (long)(await insert.ExecuteScalarAsync())!;
        var path = role == "CPO" ? $"ocpi/{version.Number()}" : $"ocpi/emsp/{version.Number()}";
        var party = new TestParty(id, owner, role, version, countryCode, partyId, "", new Uri(gateway.Address, path));
        return party with { TokenA = await party.AddTokenAsync(gateway) };
    }

    /// <summary>One more token A.</summary>
    public async Task<string> AddTokenAsync(GatewayFixture gateway)
    {
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
        await using var database = NpgsqlDataSource.Create(gateway.ConnectionString);
        await using var insert = database.CreateCommand("insert into ocpp.ocpi_access_tokens (hash, partner_operation_id) values ($1, $2)");
        insert.Parameters.Add(new NpgsqlParameter { Value = SHA256.HashData(Encoding.UTF8.GetBytes(token)) });
        insert.Parameters.Add(new NpgsqlParameter { Value = Id });
        await insert.ExecuteNonQueryAsync();
        return token;
    }

    /// <summary>An absolute address below <see cref="BaseUrl"/>.</summary>
    public Uri Url(string path) => new(path.Length == 0 ? BaseUrl.ToString() : $"{BaseUrl}/{path}");

    /// <summary>A request with a token, in the spelling of the version unless told otherwise.</summary>
    public HttpRequestMessage Request(HttpMethod method, string path, string? token, string? json = null, bool? base64 = null)
    {
        var request = new HttpRequestMessage(method, Url(path));
        if (token is not null)
        {
            var value = base64 ?? Version == OcpiVersion.V221 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(token)) : token;
            request.Headers.Authorization = new AuthenticationHeaderValue("Token", value);
        }

        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        return request;
    }
}
