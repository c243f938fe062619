using System.Text;
using Dapper;
using Voltbench.Lab.Database;

namespace Voltbench.Lab.Ocpi.Outbox;

/// <summary>Tariffs and sessions, whose wire text is stored.</summary>
public sealed class StoredObjects(LabDatabase database, string module) : IWholeObject
{
    private readonly string _sql = $"""
        select p.country_code, p.party_id, o.body::text
        from {(module is "tariffs" or "sessions" ? $"ocpp.ocpi_{module}" : throw new ArgumentOutOfRangeException(nameof(module), module, "not stored as wire text"))} o
        join ocpp.partner_operations p on p.id = o.partner_operation_id
        where o.partner_operation_id = @partyId and o.id = @id
        """;

    public string Module => module;

    public async Task<WholeObject?> ReadAsync(long partyId, string objectKey, CancellationToken ct)
    {
        var id = objectKey[(objectKey.IndexOf(':') + 1)..];
        await using var connection = await database.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<(string Country, string Party, string Body)?>(new CommandDefinition(_sql, new { partyId, id }, cancellationToken: ct));
        return row is { } found ? new WholeObject($"{found.Country}/{found.Party}/{Uri.EscapeDataString(id)}", Encoding.UTF8.GetBytes(found.Body)) : null;
    }
}
