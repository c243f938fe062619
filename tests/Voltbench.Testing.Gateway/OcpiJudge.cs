using System.Text;
using System.Text.Json;
using Npgsql;
using Voltbench.Ocpi;
using Voltbench.Testing.Schemas;

namespace Voltbench.Testing;

/// <summary>
/// Holds every OCPI body that left a gateway, as its own log has it, against the rules of the version and, where they are there, the schemas: the answers to peers and
/// the requests to them.
/// </summary>
internal static class OcpiJudge
{
    private const int MaxShown = 10;

    /// <exception cref="InvalidOperationException">Something left that the version does not allow.</exception>
    public static async Task CheckAsync(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand(
            """
            select p.ocpi_version, p.role = 'CPO', m.direction = 'out', m.method, m.url, m.module, m.http_status, m.request, m.response, p.country_code, p.party_id
            from ocpp.ocpi_messages m join ocpp.partner_operations p on p.id = m.partner_operation_id
            order by m.id
            """);
        var violations = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync() && violations.Count < MaxShown)
        {
            if (!OcpiVersions.TryParse(reader.GetString(0), out var version))
                continue;
            var isOut = reader.GetBoolean(2);
            var message = new OcpiSent(version, reader.GetBoolean(1), isOut, reader.GetString(3), reader.GetString(4), reader.IsDBNull(5) ? null : reader.GetString(5))
            {
                HttpStatus = reader.IsDBNull(6) ? null : reader.GetInt32(6),
                Body = reader.IsDBNull(isOut ? 7 : 8) ? null : reader.GetString(isOut ? 7 : 8),
                Party = $"/{reader.GetString(9)}/{reader.GetString(10)}/",
            };
            if (Check(message) is { } violation)
                violations.Add($"{(isOut ? "to" : "answer to")} {message.Method} {message.Url} ({version.Number()}): {violation} in {message.Body}");
        }

        if (violations.Count > 0)
            throw new InvalidOperationException($"Parties sent what their version of OCPI does not allow:\n{string.Join("\n", violations)}");
    }

    /// <summary>The first violation of one message, or null.</summary>
    internal static string? Check(OcpiSent message)
    {
        if (message.Body is null)
            return message.IsOut ? null : "an answer has an envelope";
        if (message.IsOut)
            return OcpiKinds.OfRequest(message) is { } request ? CheckObject(message.Version, request, Encoding.UTF8.GetBytes(message.Body)) : null;

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(message.Body);
        }
        catch (JsonException e)
        {
            return e.Message;
        }

        using (document)
        {
            if (CheckEnvelope(document.RootElement) is { } fault)
                return fault;
            if (document.RootElement.GetProperty("status_code").GetInt32() is < 1000 or > 1999 || OcpiKinds.OfAnswer(message) is not { } kind)
                return null;
            if (!document.RootElement.TryGetProperty("data", out var data))
                return "a success of this request has data";
            return CheckObject(message.Version, kind, JsonSerializer.SerializeToUtf8Bytes(data));
        }
    }

    private static string? CheckObject(OcpiVersion version, OcpiKind kind, byte[] json)
    {
        if (kind.Rule(json) is { } fault)
            return fault.ToString();
        return kind.Schema is { } schema && OcpiSchemas.Has(version, schema) && OcpiSchemas.Check(version, schema, json) is { } violation ? $"schema {schema}: {violation}" : null;
    }

    private static string? CheckEnvelope(JsonElement envelope)
    {
        if (envelope.ValueKind != JsonValueKind.Object)
            return "an envelope is an object";
        if (!envelope.TryGetProperty("status_code", out var code) || code.ValueKind != JsonValueKind.Number || !code.TryGetInt32(out var number) || number is < 1000 or > 4999)
            return "status_code is a number from 1000 to 4999";
        if (!envelope.TryGetProperty("timestamp", out var time) || time.ValueKind != JsonValueKind.String || !OcpiDateTime.TryParse(time.GetString(), out _))
            return "timestamp is a date-time";
        if (envelope.TryGetProperty("status_message", out var text) && text.ValueKind != JsonValueKind.String)
            return "status_message is text";
        var other = envelope.EnumerateObject().Select(m => m.Name).FirstOrDefault(name => name is not ("data" or "status_code" or "status_message" or "timestamp"));
        return other is null ? null : $"an envelope has no {other}";
    }
}

/// <summary>A body that left a gateway.</summary>
/// <param name="Version">Of the party.</param>
/// <param name="IsCpo">Its role.</param>
/// <param name="IsOut">A request of ours; else an answer.</param>
/// <param name="Method">Of the request.</param>
/// <param name="Url">Of the request.</param>
/// <param name="Module">Of the request.</param>
internal sealed record OcpiSent(OcpiVersion Version, bool IsCpo, bool IsOut, string Method, string Url, string? Module)
{
    public int? HttpStatus { get; init; }

    public string? Body { get; init; }

    /// <summary><c>/NL/TNM/</c>, as it stands in the URLs of what the party owns.</summary>
    public string Party { get; init; } = "";
}
