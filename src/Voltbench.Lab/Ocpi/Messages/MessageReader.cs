using Dapper;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Parties;

namespace Voltbench.Lab.Ocpi.Messages;

/// <summary>
/// Reads the log of one party. A read first waits, up to a second, for this node to store what was added before, so that a client sees the
/// exchanges of what it has just done.
/// </summary>
public sealed class MessageReader(LabDatabase database, MessageLog messages, TimeProvider time)
{
    /// <summary>The exchanges of a party that meet the filter; null when the organization has no such party.</summary>
    public async Task<MessagePage?> ReadAsync(PartyKey party, MessageFilter filter, CancellationToken ct)
    {
        await messages.WaitStoredAsync(time, ct);
        const string Where = """
            from ocpp.ocpi_messages m
            where m.partner_operation_id = @Id and (@direction::text is null or m.direction = @direction)
              and (@Module::text is null or m.module = @Module) and (@PeerId::bigint is null or m.peer_id = @PeerId)
            """;
        var order = filter.Ascending ? "asc" : "desc";
        var sql = $"""
            select exists (select 1 from ocpp.partner_operations p where p.id = @Id and p.organization_id = @OrganizationId and p.role = @RoleName and p.deleted_at is null);
            select count(*) {Where};
            select m.id, m.peer_id, m.direction, m.at, m.method, m.url, m.module, m.request_id, m.correlation_id, m.request, m.http_status,
                   m.status_code, m.response, m.milliseconds
            {Where} order by m.id {order} limit @Limit offset @Offset
            """;
        var parameters = new
        {
            party.OrganizationId,
            party.RoleName,
            party.Id,
            direction = filter.Direction switch { MessageDirection.In => "in", MessageDirection.Out => "out", _ => null },
            filter.Module,
            filter.PeerId,
            filter.Limit,
            filter.Offset,
        };
        await using var connection = await database.OpenAsync(ct);
        await using var results = await connection.QueryMultipleAsync(new CommandDefinition(sql, parameters, cancellationToken: ct));
        if (!await results.ReadSingleAsync<bool>())
            return null;
        var total = await results.ReadSingleAsync<long>();
        return new MessagePage([.. await results.ReadAsync<MessageRow>()], total);
    }
}
