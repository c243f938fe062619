using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Sessions;

/// <summary>Reads where transactions are, as it is now.</summary>
internal static class SnapshotReader
{
    /// <summary>The snapshots by transaction; one whose connector is no EVSE of the CPO (any more) has none.</summary>
    public static async Task<Dictionary<int, SessionSnapshot>> ReadAsync(NpgsqlConnection connection, IEnumerable<TransactionRow> transactions, CancellationToken ct)
    {
        var found = new Dictionary<int, SessionSnapshot>();
        foreach (var ofVersion in transactions.GroupBy(t => t.Party!.Version))
        {
            await using var command = SnapshotSql.Of(connection, ofVersion.Key, [.. ofVersion]);
            await using var row = await command.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
                found[row.GetInt32(0)] = Read(row, ofVersion.Key);
        }

        return found;
    }

    private static SessionSnapshot Read(NpgsqlDataReader row, OcpiVersion version) => new()
    {
        Currency = row.GetString(28),
        ChargerId = row.GetString(1),
        EvseUid = row.GetString(2),
        LocationId = row.GetString(3),
        ConnectorId = row.GetString(20),
        TimeZone = Text(row, 11),
        Voltage = row.GetInt32(24),
        Location = Element(version == OcpiVersion.V211 ? Location211(row) : Location221(row)),
        Tariffs = [.. row.GetFieldValue<string[]>(27).Select(t => Element(JsonNode.Parse(t)!))],
    };

    private static JsonObject Location221(NpgsqlDataReader row) => Clean(new JsonObject
    {
        ["id"] = row.GetString(3),
        ["name"] = Text(row, 4),
        ["address"] = row.GetString(5),
        ["city"] = row.GetString(6),
        ["postal_code"] = Text(row, 7),
        ["country"] = row.GetString(8),
        ["coordinates"] = Coordinates(row),
        ["evse_uid"] = row.GetString(2),
        ["evse_id"] = Text(row, 14) ?? row.GetString(2),
        ["connector_id"] = row.GetString(20),
        ["connector_standard"] = row.GetString(21),
        ["connector_format"] = row.GetString(22),
        ["connector_power_type"] = row.GetString(23),
    });

    // 2.1.1 mod_sessions §3.1: the location with only the EVSE and the connector of the session.
    private static JsonObject Location211(NpgsqlDataReader row) => Clean(new JsonObject
    {
        ["id"] = row.GetString(3),
        ["type"] = Text(row, 12) switch
        {
            null => "UNKNOWN",
            "PARKING_GARAGE" or "PARKING_LOT" or "ON_STREET" or "UNDERGROUND_GARAGE" => Text(row, 12),
            _ => "OTHER",
        },
        ["name"] = Text(row, 4),
        ["address"] = row.GetString(5),
        ["city"] = row.GetString(6),
        ["postal_code"] = Text(row, 7) ?? "",
        ["country"] = row.GetString(8),
        ["coordinates"] = Coordinates(row),
        ["evses"] = new JsonArray(Evse211(row)),
        ["time_zone"] = Text(row, 11),
        ["last_updated"] = At(row, 13),
    });

    private static JsonObject Evse211(NpgsqlDataReader row)
    {
        var connector = Clean(new JsonObject
        {
            ["id"] = row.GetString(20),
            ["standard"] = row.GetString(21),
            ["format"] = row.GetString(22),
            ["power_type"] = row.GetString(23),
            ["voltage"] = row.GetInt32(24),
            ["amperage"] = row.GetInt32(25),
            ["last_updated"] = At(row, 26),
        });
        var capabilities = row.GetFieldValue<string[]>(16);
        return Clean(new JsonObject
        {
            ["uid"] = row.GetString(2),
            ["evse_id"] = Text(row, 14),
            ["status"] = row.GetString(15),
            ["capabilities"] = capabilities.Length == 0 ? null : new JsonArray([.. capabilities.Select(c => (JsonNode)c)]),
            ["connectors"] = new JsonArray(connector),
            ["floor_level"] = Text(row, 18),
            ["physical_reference"] = Text(row, 17),
            ["last_updated"] = At(row, 19),
        });
    }

    // Seven decimals and no more in 2.2.1, six in 2.1.1: 0.1 m.
    private static JsonObject Coordinates(NpgsqlDataReader row) => new()
    {
        ["latitude"] = row.GetDouble(9).ToString("F6", CultureInfo.InvariantCulture),
        ["longitude"] = row.GetDouble(10).ToString("F6", CultureInfo.InvariantCulture),
    };

    private static JsonObject Clean(JsonObject json)
    {
        foreach (var name in json.Where(m => m.Value is null).Select(m => m.Key).ToArray())
            json.Remove(name);
        return json;
    }

    private static JsonElement Element(JsonNode node) => JsonSerializer.SerializeToElement(node);

    private static string At(NpgsqlDataReader row, int column) => OcpiDateTime.Format(row.GetFieldValue<DateTimeOffset>(column));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
