using System.Text.Json.Nodes;
using Npgsql;
using Voltbench.Ocpi;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;

namespace Voltbench.Gateway.Tests.OcpiPeer.Lists;

/// <summary>Rows of objects as the parts that make them leave them.</summary>
internal static class StoredObjects
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task AddTariffAsync(GatewayFixture gateway, TestParty party, string id, DateTimeOffset updated)
    {
        var body = JsonNode.Parse("""{"currency":"EUR","elements":[{"price_components":[{"type":"ENERGY","price":0.25,"step_size":1}]}]}""")!.AsObject();
        Own(body, party, id, updated);
        await ExecuteAsync(
            gateway,
            "insert into ocpp.ocpi_tariffs (partner_operation_id, id, body, last_updated) values ($1, $2, $3::json, $4)",
            party.Id, id, body.ToJsonString(), updated);
    }

    public static async Task AddSessionAsync(GatewayFixture gateway, TestParty party, TestPeer? peer, string id, DateTimeOffset updated, string status = "ACTIVE", string evse = "E1")
    {
        var body = party.Version == OcpiVersion.V211
            ? new JsonObject { ["start_datetime"] = "2026-01-01T00:00:00Z", ["auth_id"] = "C1", ["location"] = Location() }
            : new JsonObject
            {
                ["start_date_time"] = "2026-01-01T00:00:00Z",
                ["cdr_token"] = Token(),
                ["location_id"] = "7d9a4b2e-0000-4000-8000-000000000001",
                ["evse_uid"] = evse,
                ["connector_id"] = "1",
            };
        body["kwh"] = 1.5;
        body["auth_method"] = "WHITELIST";
        body["currency"] = "EUR";
        body["status"] = status;
        Own(body, party, id, updated);
        await ExecuteAsync(
            gateway,
            """
            insert into ocpp.ocpi_sessions (partner_operation_id, id, peer_id, status, body, last_updated, snapshot, charger_id, identity)
            values ($1, $2, $3, $4, $5::json, $6, '{}', 'dep-none', 'NONE')
            """,
            party.Id, id, (object?)peer?.Id ?? DBNull.Value, status, body.ToJsonString(), updated);
    }

    public static async Task AddCdrAsync(GatewayFixture gateway, TestParty party, TestPeer? peer, string id, DateTimeOffset updated)
    {
        var body = new JsonObject
        {
            ["start_date_time"] = "2026-01-01T00:00:00Z",
            ["auth_method"] = "WHITELIST",
            ["currency"] = "EUR",
            ["charging_periods"] = JsonNode.Parse("""[{"start_date_time":"2026-01-01T00:00:00Z","dimensions":[{"type":"ENERGY","volume":1.5}]}]"""),
            ["total_energy"] = 1.5,
            ["total_time"] = 1,
        };
        if (party.Version == OcpiVersion.V211)
        {
            body["stop_date_time"] = "2026-01-01T01:00:00Z";
            body["auth_id"] = "C1";
            body["location"] = Location();
            body["total_cost"] = 0.5;
        }
        else
        {
            body["end_date_time"] = "2026-01-01T01:00:00Z";
            body["session_id"] = id;
            body["cdr_token"] = Token();
            body["cdr_location"] = JsonNode.Parse(
                """
                {"id":"L1","address":"A 1","city":"B","country":"NLD","coordinates":{"latitude":"51.04759","longitude":"3.72994"},"evse_uid":"E1","evse_id":"NL*TNM*E1",
                 "connector_id":"1","connector_standard":"IEC_62196_T2","connector_format":"SOCKET","connector_power_type":"AC_3_PHASE"}
                """);
            body["total_cost"] = new JsonObject { ["excl_vat"] = 0.5 };
        }

        Own(body, party, id, updated);
        await ExecuteAsync(
            gateway,
            "insert into ocpp.ocpi_cdrs (partner_operation_id, id, session_id, peer_id, body, last_updated) values ($1, $2, $2, $3, $4::json, $5)",
            party.Id, id, (object?)peer?.Id ?? DBNull.Value, body.ToJsonString(), updated);
    }

    /// <summary>A location with one EVSE and one connector.</summary>
    public static async Task<Guid> AddLocationAsync(
        GatewayFixture gateway, TestParty party, string evse, DateTimeOffset updated, string status = "AVAILABLE", string[]? capabilities = null, Guid? given = null)
    {
        var id = given ?? Guid.NewGuid();
        var (table, figures) = party.Version == OcpiVersion.V211 ? ("211", "voltage, amperage, tariff_id") : ("221", "max_voltage, max_amperage, tariff_ids");
        await ExecuteAsync(gateway, "insert into ocpp.ocpi_locations (partner_operation_id, id, organization_id) values ($1, $2, $3)", party.Id, id, party.Organization);
        await ExecuteAsync(
            gateway,
            $"""
            insert into ocpp.ocpi{table}_locations (partner_operation_id, id, parking_type, name, address, city, postal_code, country, latitude, longitude, time_zone, last_updated)
            values ($1, $2, 'ON_STREET', 'Gent Zuid', 'F.Rooseveltlaan 3A', 'Gent', '9000', 'BEL', 51.047599, 3.729944, 'Europe/Brussels', $3)
            """,
            party.Id, id, updated);
        await ExecuteAsync(
            gateway,
            $"insert into ocpp.ocpi{table}_evses (partner_operation_id, location_id, uid, ordinal, status, capabilities, last_updated) values ($1, $2, $3, 0, $4, $5, $6)",
            party.Id, id, evse, status, capabilities ?? ["RFID_READER"], updated);
        await ExecuteAsync(
            gateway,
            $"""
            insert into ocpp.ocpi{table}_connectors (partner_operation_id, evse_uid, standard, format, power_type, {figures}, last_updated)
            values ($1, $2, 'IEC_62196_T2', 'SOCKET', 'AC_3_PHASE', 230, 32, $3, $4)
            """,
            party.Id, evse, party.Version == OcpiVersion.V211 ? "T1" : new[] { "T1" }, updated);
        return id;
    }

    public static async Task ExecuteAsync(GatewayFixture gateway, string sql, params object[] values)
    {
        await using var database = NpgsqlDataSource.Create(gateway.ConnectionString);
        await using var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    private static void Own(JsonObject body, TestParty party, string id, DateTimeOffset updated)
    {
        if (party.Version == OcpiVersion.V221)
        {
            body["country_code"] = party.CountryCode;
            body["party_id"] = party.PartyId;
        }

        body["id"] = id;
        body["last_updated"] = OcpiDateTime.Format(updated);
    }

    private static JsonNode Token() => JsonNode.Parse("""{"country_code":"DE","party_id":"MSP","uid":"U1","type":"RFID","contract_id":"C1"}""")!;

    private static JsonNode Location() => JsonNode.Parse(
        """
        {"id":"L1","type":"ON_STREET","address":"A 1","city":"B","postal_code":"1","country":"NLD","coordinates":{"latitude":"51.047599","longitude":"3.729944"},
         "evses":[{"uid":"E1","status":"CHARGING","connectors":[{"id":"1","standard":"IEC_62196_T2","format":"SOCKET","power_type":"AC_3_PHASE","voltage":230,"amperage":32,
         "last_updated":"2026-01-01T00:00:00Z"}],"last_updated":"2026-01-01T00:00:00Z"}],"last_updated":"2026-01-01T00:00:00Z"}
        """)!;
}
