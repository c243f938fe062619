using System.Text.Json;
using Npgsql;
using Voltbench.Ocpp;
using Voltbench.Testing.Schemas;

namespace Voltbench.Testing;

/// <summary>
/// Holds every frame that the stations of a gateway sent, as its own log has it, against the official schemas. What is marked in the log was wrong on purpose.
/// </summary>
internal static class FrameJudge
{
    private const int MaxShown = 10;

    /// <exception cref="InvalidOperationException">A station sent what the schema of its version refuses.</exception>
    public static async Task CheckAsync(string connectionString)
    {
        if (!OcppSchemas.Available)
            return; // OfficialSchemasTests of each project says so
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand(
            """
            select c.ocpp_version, f.action, f.message
            from ocpp.frames f left join ocpp.chargers c on c.key = f.charger_key
            where f.direction = 0 and f.mark is null
            """);
        var violations = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync() && violations.Count < MaxShown)
            {
                var message = reader.GetString(2);
                if (Check(reader.IsDBNull(0) ? null : reader.GetString(0), reader.GetString(1), message) is { } violation)
                    violations.Add($"{reader.GetString(1)}: {violation} in {message}");
            }
        }

        if (violations.Count > 0)
            throw new InvalidOperationException($"Stations sent frames that the official schemas refuse:\n{string.Join("\n", violations)}");
    }

    private static string? Check(string? version, string action, string message)
    {
        using var document = JsonDocument.Parse(message);
        var frame = document.RootElement;
        var type = frame[0].GetInt32();
        if (type is not (2 or 3))
            return null; // a CALLERROR has no schema
        var payload = JsonSerializer.SerializeToUtf8Bytes(frame[type == 2 ? 3 : 2]);
        if (version is not null)
            return OcppSchemas.Check(version.EndsWith("1.6", StringComparison.Ordinal) ? OcppVersion.V16 : OcppVersion.V201, action, type == 3, payload);

        // The charger is deleted and its version with it.
        return TryCheck(OcppVersion.V16, action, type == 3, payload) is { } first && TryCheck(OcppVersion.V201, action, type == 3, payload) is not null ? first : null;
    }

    private static string? TryCheck(OcppVersion version, string action, bool response, byte[] payload)
        => Voltbench.Ocpp.Messages.OcppActions.Find(version, action) is null ? "no such action" : OcppSchemas.Check(version, action, response, payload);
}
