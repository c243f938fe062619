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
                found[row.GetInt32(0)] = Read(row, rows[row.GetInt32(0)].Party!);
        }

        return found;
    }

    private static SessionSnapshot Read(NpgsqlDataReader row, SessionParty party)
    {
        var site = SiteOf(row);
        var evse = site.Evses[0];
        string[] tariffs = row.GetFieldValue<string[]>(29);
        return new SessionSnapshot
        {
            ChargerId = row.GetString(1),
            Location = Parse(Location(site, party)),
            Tariffs = [.. tariffs.Select(Parse)],
            Currency = row.GetString(30),
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
        Id = row.GetGuid(2),
        ParkingType = Text(row, 3),
        Name = Text(row, 4),
        Address = row.GetString(5),
        City = row.GetString(6),
        PostalCode = Text(row, 7),
        Country = row.GetString(8),
        Latitude = row.GetDouble(9),
        Longitude = row.GetDouble(10),
        TimeZone = Text(row, 11),
        OwnerName = Text(row, 12),
        More = row.GetString(13),
        LastUpdated = row.GetFieldValue<DateTimeOffset>(14),
        Evses =
        [
            new SiteEvse
            {
                Uid = row.GetString(15),
                EvseId = Text(row, 16),
                Status = row.GetString(17),
                Capabilities = row.GetFieldValue<string[]>(18),
                PhysicalReference = Text(row, 19),
                FloorLevel = Text(row, 20),
                LastUpdated = row.GetFieldValue<DateTimeOffset>(21),
                Connectors = [ConnectorOf(row)],
            },
        ],
    };

    private static SiteConnector ConnectorOf(NpgsqlDataReader row) => new()
    {
        Id = row.GetString(22),
        Standard = row.GetString(23),
        Format = row.GetString(24),
        PowerType = row.GetString(25),
        Voltage = row.GetInt32(26),
        Amperage = row.GetInt32(27),
        LastUpdated = row.GetFieldValue<DateTimeOffset>(28),
        Tariffs = [.. row.GetFieldValue<string[]>(31)],
    };

    private static JsonElement Parse(string json) => JsonElement.Parse(json);

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
