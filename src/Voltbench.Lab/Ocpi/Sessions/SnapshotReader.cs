using System.Text.Json;
using Npgsql;
using Voltbench.Lab.Ocpi.Sites;
using Voltbench.Ocpi;
using Voltbench.Ocpi.V221.Cdrs;

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
            var rows = ofVersion.ToDictionary(t => t.Id);
            await using var command = SnapshotSql.Of(connection, ofVersion.Key, [.. rows.Values]);
            await using var row = await command.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
                found[row.GetInt32(0)] = Read(row, rows[row.GetInt32(0)]);
        }

        return found;
    }

    private static SessionSnapshot Read(NpgsqlDataReader row, TransactionRow transaction)
    {
        var site = SiteOf(row);
        var evse = site.Evses[0];
        string[] tariffs = row.GetFieldValue<string[]>(28);
        return new SessionSnapshot
        {
            ChargerId = transaction.ChargerId!,
            Location = Parse(Location(site, transaction.Party!)),
            Tariffs = [.. tariffs.Select(Parse)],
            Currency = row.GetString(29),
            TimeZone = site.TimeZone,
            Voltage = evse.Connectors[0].Voltage,
        };
    }

    private static string Location(Site site, SessionParty party)
    {
        if (party.Version == OcpiVersion.V211)
            return OcpiJson.Serialize(V211Sites.Location(site));
        var location = V221Sites.Location(site, party.CountryCode, party.PartyId);
        return OcpiJson.Serialize(CdrLocations.Of(location, location.Evses![0], location.Evses[0].Connectors[0]));
    }

    /// <summary>The location with the one EVSE and the one connector.</summary>
    private static Site SiteOf(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(1),
        ParkingType = Text(row, 2),
        Name = Text(row, 3),
        Address = row.GetString(4),
        City = row.GetString(5),
        PostalCode = Text(row, 6),
        Country = row.GetString(7),
        Latitude = row.GetDouble(8),
        Longitude = row.GetDouble(9),
        TimeZone = Text(row, 10),
        OwnerName = Text(row, 11),
        More = row.GetString(12),
        LastUpdated = row.GetFieldValue<DateTimeOffset>(13),
        Evses =
        [
            new SiteEvse
            {
                Uid = row.GetString(14),
                EvseId = Text(row, 15),
                Status = row.GetString(16),
                Capabilities = row.GetFieldValue<string[]>(17),
                PhysicalReference = Text(row, 18),
                FloorLevel = Text(row, 19),
                LastUpdated = row.GetFieldValue<DateTimeOffset>(20),
                Connectors = [ConnectorOf(row)],
            },
        ],
    };

    private static SiteConnector ConnectorOf(NpgsqlDataReader row) => new()
    {
        Id = row.GetString(21),
        Standard = row.GetString(22),
        Format = row.GetString(23),
        PowerType = row.GetString(24),
        Voltage = row.GetInt32(25),
        Amperage = row.GetInt32(26),
        LastUpdated = row.GetFieldValue<DateTimeOffset>(27),
        Tariffs = [.. row.GetFieldValue<string[]>(30)],
    };

    private static JsonElement Parse(string json) => JsonElement.Parse(json);

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
