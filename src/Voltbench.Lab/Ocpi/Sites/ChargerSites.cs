using Npgsql;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>What the end of a charger's service means for the locations of OCPI, in the transaction of whoever ends it.</summary>
internal static class ChargerSites
{
    private const string ByKey =
        """
        select t.partner_operation_id as party, t.ocpi_location_id as location_id, t.evse_uid as uid, 'INOPERATIVE' as status
        from ocpp.chargers c
        join ocpp.ocpi_ocpp_topologies t on t.charger_id = c.id and t.evse_uid is not null
        where c.key = any($1)
        """;

    private const string ById =
        """
        select t.partner_operation_id as party, t.ocpi_location_id as location_id, t.evse_uid as uid, 'REMOVED' as status
        from ocpp.ocpi_ocpp_topologies t where t.charger_id = any($1) and t.evse_uid is not null
        """;

    /// <summary>
    /// An OCPP location whose OCPI location is deleted is kept for its chargers only. Two transactions that remove the last ones do not both see others: they waited
    /// for each other when they changed the EVSEs.
    /// </summary>
    private const string FreeLocations =
        $"""
        with dead as (
            select o.partner_operation_id, o.id, o.ocpp_location_id
            from ocpp.ocpi_locations o
            where (o.partner_operation_id, o.id) in (select partner_operation_id, ocpi_location_id from ocpp.ocpi_ocpp_topologies where charger_id = any($1))
              and {SiteDeletionSql.IsEmpty}),
        {SiteDeletionSql.FreeDead}
        """;

    /// <summary>The topology goes with the charger; the default of a location goes over to its next charger.</summary>
    private const string Forget =
        """
        with gone as (
            delete from ocpp.ocpi_ocpp_topologies where charger_id = any($1) returning partner_operation_id, ocpi_location_id, is_default),
        heirs as (
            select distinct on (t.partner_operation_id, t.ocpi_location_id)
                   t.partner_operation_id, t.ocpi_location_id, t.charger_id, t.identity, t.ocpp_version
            from gone g
            join ocpp.ocpi_ocpp_topologies t on t.partner_operation_id = g.partner_operation_id and t.ocpi_location_id = g.ocpi_location_id
                 and t.evse_uid is not null and t.charger_id <> all($1)
            where g.is_default
            order by t.partner_operation_id, t.ocpi_location_id, t.id)
        insert into ocpp.ocpi_ocpp_topologies (partner_operation_id, ocpi_location_id, charger_id, identity, ocpp_version, is_default)
        select partner_operation_id, ocpi_location_id, charger_id, identity, ocpp_version, true from heirs
        """;

    private static readonly string[] Stopped = [EvseStatusSql.Change(OcpiVersion.V211, ByKey), EvseStatusSql.Change(OcpiVersion.V221, ByKey)];
    private static readonly string[] Deleted = [EvseStatusSql.Change(OcpiVersion.V211, ById), EvseStatusSql.Change(OcpiVersion.V221, ById)];

    /// <summary>Chargers that are not to run: their EVSEs are out of service.</summary>
    public static Task StoppedAsync(NpgsqlTransaction transaction, IEnumerable<long> keys, CancellationToken ct) =>
        RunAsync(transaction, new NpgsqlParameter<long[]> { TypedValue = [.. keys] }, Stopped, ct);

    /// <summary>Chargers that are gone: their EVSEs are REMOVED, which peers still see.</summary>
    public static Task DeletedAsync(NpgsqlTransaction transaction, IEnumerable<string> ids, CancellationToken ct) =>
        RunAsync(transaction, new NpgsqlParameter<string[]> { TypedValue = [.. ids] }, [.. Deleted, FreeLocations, Forget], ct);

    private static async Task RunAsync(NpgsqlTransaction transaction, NpgsqlParameter argument, IEnumerable<string> statements, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        foreach (var statement in statements)
        {
            var command = new NpgsqlBatchCommand(statement);
            command.Parameters.Add(argument.Clone());
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(ct);
    }
}
