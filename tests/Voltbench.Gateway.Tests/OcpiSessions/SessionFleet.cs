using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Sites;
using Voltbench.Lab.Ocpi.Templates;
using Voltbench.Lab.Provisioning;
using Voltbench.Ocpi;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;

namespace Voltbench.Gateway.Tests.OcpiSessions;

/// <summary>
/// A gateway with CPOs whose chargers speak to its own CSMS over real sockets. The peers are rows: what they would be told stays in the outbox. It keeps its
/// port over a restart.
/// </summary>
public sealed class SessionFleet(PostgresFixture postgres) : GatewayFixture(postgres)
{
    /// <summary>A token that the peers of all CPOs know.</summary>
    public const string Tag = "PEER-TAG";

    private readonly int _port = FreePort();

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Urls", $"http://127.0.0.1:{_port}"),
        new("Ocpi:SessionUpdateSeconds", "1"),
    ];

    /// <summary>A CPO with one charger, which is booted, and a peer.</summary>
    public async Task<SessionCpo> CreateCpoAsync(OcpiVersion version, string ocppVersion)
    {
        var party = await TestParty.CreateAsync(this, version);
        var identity = $"{party.CountryCode}-{party.PartyId}-{ocppVersion}";
        await ExecuteAsync(
            """
            with p as (
                insert into ocpp.ocpi_peers (partner_operation_id, country_code, party_id, credentials, token, token_is_base64, versions_url, version)
                values (@party, 'DE', 'MSP', '{}', 'b', true, 'http://127.0.0.1:9/', @version) returning id),
            e as (insert into ocpp.ocpi_peer_endpoints (peer_id, module, role, url) select id, m, 'RECEIVER', 'http://127.0.0.1:9/' || m from p, unnest(array['sessions', 'cdrs']) m),
            t as (insert into ocpp.ocpi_tariffs (partner_operation_id, id, body, last_updated) values (@party, 'T1', @tariff::json, now()))
            insert into ocpp.ocpi_tokens (partner_operation_id, peer_id, country_code, party_id, uid, type, valid, whitelist, body, last_updated)
            select @party, id, 'DE', 'MSP', @tag, 'RFID', true, 'ALWAYS', @token::json, now() from p
            """,
            new { party = party.Id, version = version.Number(), tariff = Tariff(party), tag = Tag, token = Token(version) });
        var plan = Plan(identity, ocppVersion);
        await using (var connection = await Services.GetRequiredService<LabDatabase>().OpenAsync(default))
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            var row = new Party(party.Id, party.Organization, PartyRole.Cpo, version, party.CountryCode, party.PartyId, "Test", Address.ToString());
            using var job = await Services.GetRequiredService<LocationJobWriter>().WriteAsync(transaction, row, [plan], LocationJobWriter.CreateLocations, default);
            await transaction.CommitAsync();
        }

        var charger = "";
        await Eventually.BecomesAsync(
            async () => (charger = await ScalarAsync<string?>("select id from ocpp.chargers where identity = @identity", new { identity }) ?? "").Length > 0, "charger made");
        var cpo = new SessionCpo(this, party, charger, identity);
        await cpo.UntilRuntimeAsync(r => r["boot_status"]?.GetValue<string>() == "Accepted" && cpo.IsAvailable(r), "booted");
        return cpo;
    }

    public async Task ExecuteAsync(string sql, object parameters)
    {
        await using var connection = await Services.GetRequiredService<LabDatabase>().OpenAsync(default);
        await connection.ExecuteAsync(sql, parameters);
    }

    public async Task<T?> ScalarAsync<T>(string sql, object parameters)
    {
        await using var connection = await Services.GetRequiredService<LabDatabase>().OpenAsync(default);
        return await connection.ExecuteScalarAsync<T>(sql, parameters);
    }

    public async Task<JsonObject> GetAsync(string path)
    {
        using var answer = await Client.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{path}: {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    private LocationPlan Plan(string identity, string ocppVersion) => new()
    {
        Id = Guid.NewGuid(),
        Name = "La Defense",
        Address = "14 Rue de la Paix",
        City = "Paris",
        PostalCode = "75002",
        Country = "FR",
        Latitude = 48.8566,
        Longitude = 2.3522,
        TimeZone = "Europe/Paris",
        Chargers =
        [
            new ChargerPlan
            {
                Identity = identity,
                Template = new ChargerTemplate
                {
                    BrandSlug = "wallbox",
                    ModelSlug = "wallbox-pulsar-plus",
                    ConnectorType = "Type2",
                    OcppVersion = ocppVersion,
                    WsUrl = $"ws://{Address.Authority}/csms/{Organization}",
                    Behavior = JsonElement.Parse("""{"meter_interval_seconds":1}"""),
                },
                Evses =
                [
                    new EvsePlan
                    {
                        Uid = identity,
                        EvseId = $"FR*ABC*E{string.Concat(identity.Where(char.IsAsciiLetterOrDigit))}",
                        Number = 1,
                        Connector = new ConnectorPlan
                        {
                            Standard = "IEC_62196_T2",
                            Format = "CABLE",
                            PowerType = "AC_1_PHASE",
                            MaxVoltage = 230,
                            MaxAmperage = 32,
                            MaxPower = 7_360,
                            Tariffs = ["T1"],
                        },
                    },
                ],
            },
        ],
    };

    /// <summary>1 a session, 0.25 a kWh, and 3.6 an hour whether the car charges or not.</summary>
    private static string Tariff(TestParty party)
    {
        const string elements =
            """
            [{"price_components":[{"type":"FLAT","price":1,"step_size":1},{"type":"ENERGY","price":0.25,"step_size":1},
              {"type":"TIME","price":3.6,"step_size":1},{"type":"PARKING_TIME","price":3.6,"step_size":1}]}]
            """;
        return party.Version == OcpiVersion.V211
            ? $$"""{"id":"T1","currency":"EUR","elements":{{elements}},"last_updated":"2026-01-01T00:00:00Z"}"""
            : $$"""{"country_code":"{{party.CountryCode}}","party_id":"{{party.PartyId}}","id":"T1","currency":"EUR","elements":{{elements}},"last_updated":"2026-01-01T00:00:00Z"}""";
    }

    private static string Token(OcpiVersion version) => version == OcpiVersion.V211
        ? $$"""{"uid":"{{Tag}}","type":"RFID","auth_id":"DE8ACC12E46L89","issuer":"Msp","valid":true,"whitelist":"ALWAYS","last_updated":"2026-01-01T00:00:00Z"}"""
        : $$"""{"country_code":"DE","party_id":"MSP","uid":"{{Tag}}","type":"RFID","contract_id":"DE8ACC12E46L89","issuer":"Msp","valid":true,"whitelist":"ALWAYS","last_updated":"2026-01-01T00:00:00Z"}""";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>A CPO of the fleet with its one charger.</summary>
public sealed class SessionCpo(SessionFleet fleet, TestParty party, string charger, string identity)
{
    public TestParty Party { get; } = party;

    public string Charger { get; } = charger;

    public string Identity { get; } = identity;

    public string Path => $"ocpi/cpos/{Party.Id}";

    public bool IsAvailable(JsonObject runtime) => runtime["connectors"] is JsonArray { Count: > 0 } c && c[0]!["status"]?.GetValue<string>() == "Available";

    public async Task UntilRuntimeAsync(Func<JsonObject, bool> condition, string what) => await Eventually.BecomesAsync(
        async () => (await fleet.GetAsync($"ocpp/chargers/{Charger}"))["runtime"] is JsonObject runtime && condition(runtime), $"{Identity} {what}");

    public async Task CommandAsync(string name, object? @event = null)
    {
        using var answer = await fleet.Client.PostAsJsonAsync($"ocpp/commands/{name}", new { target = new { charger_id = Charger }, @event = @event ?? new { } });
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Waits until the CPO has one session and that is as wished; the session.</summary>
    public async Task<JsonObject> UntilSessionAsync(Func<JsonObject, bool> condition, string what)
    {
        JsonObject? session = null;
        await Eventually.BecomesAsync(
            async () =>
            {
                var page = await fleet.GetAsync($"{Path}/sessions");
                return page["total"]!.GetValue<int>() == 1 && condition(session = page["data"]![0]!.AsObject());
            },
            $"session of {Identity} {what}");
        return session!;
    }

    public Task<JsonObject> EndedAsync() => UntilSessionAsync(s => s["status"]!.GetValue<string>() is "COMPLETED" or "INVALID", "ended");

    /// <summary>What the peer is to be told, oldest first.</summary>
    public async Task<IReadOnlyList<(string Module, string Method, JsonObject Body)>> ToldAsync()
    {
        await using var connection = await fleet.Services.GetRequiredService<LabDatabase>().OpenAsync(default);
        var rows = await connection.QueryAsync<(string Module, string Method, string Body)>(
            "select module, method, body::text from ocpp.ocpi_outbox where partner_operation_id = @Id order by id", new { Party.Id });
        return [.. rows.Select(r => (r.Module, r.Method, JsonNode.Parse(r.Body)!.AsObject()))];
    }
}
