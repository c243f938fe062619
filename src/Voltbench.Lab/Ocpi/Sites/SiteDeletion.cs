using Dapper;
using Npgsql;
using Voltbench.Lab.Chargers;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Parties;

namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>
/// Deletes locations of CPOs. OCPI has no deletion: the EVSEs become REMOVED, the peers are told and can still read them; the API has the location no more. Chargers end
/// their sessions and leave as with their own deletion. All wishes are stored in the first commit, so a kill afterwards only makes the rest happen later.
/// </summary>
public sealed class SiteDeletion(LabDatabase database, ChargerDeletion chargers)
{
    /// <summary>A bulk call may go on adding chargers to an OCPP location while those that are there come to rest.</summary>
    private const int Attempts = 5;

    /// <summary>Deletes a location; false when the CPO of the organization has none of that id. Waits until its chargers are gone.</summary>
    public async Task<bool> DeleteLocationAsync(Party party, Guid id, CancellationToken ct)
    {
        var key = new { party.OrganizationId, Party = party.Id, Id = id };
        Guid? backing = null;
        var isMine = await database.WriteAsync(
            async tx =>
            {
                backing = await tx.Connection!.ExecuteScalarAsync<Guid?>(new CommandDefinition(SiteDeletionSql.Find, key, tx, cancellationToken: ct));
                if (backing is { } location)
                    await tx.Connection!.ExecuteAsync(new CommandDefinition(SiteDeletionSql.MarkChargers, new { party.OrganizationId, Backing = location }, tx, cancellationToken: ct));
                if (await tx.Connection!.ExecuteAsync(new CommandDefinition(SiteDeletionSql.MarkLocation, key, tx, cancellationToken: ct)) == 0)
                    return false;
                await RemoveEvsesAsync(tx, party, id, ct);
                await SitePush.PutAsync(tx, party, [id], ct);
                return true;
            },
            ct);
        if (!isMine || backing is not { } left)
            return isMine;

        await chargers.DeleteAsync(party.OrganizationId, left, ids: null, ct);
        await using var connection = await database.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(SiteDeletionSql.FreeLocation, key, cancellationToken: ct));
        return true;
    }

    /// <summary>
    /// Removes every location of a CPO with its chargers and all rows. To be called when <c>partner_operations.deleted_at</c> is set and committed: nothing is made
    /// for it then any more. May be called again, by anybody, until it returns.
    /// </summary>
    /// <exception cref="InvalidOperationException">Chargers are still being added to its OCPP locations.</exception>
    public async Task DeletePartyAsync(Guid organizationId, long party, CancellationToken ct)
    {
        var key = new { OrganizationId = organizationId, Party = party };
        await database.WriteAsync(
            async tx =>
            {
                await tx.Connection!.ExecuteAsync(new CommandDefinition($"select {SiteLock.Exclusive}", key, tx, cancellationToken: ct));
                await tx.Connection!.ExecuteAsync(new CommandDefinition(SiteDeletionSql.DropPlans, key, tx, cancellationToken: ct));
            },
            ct);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            await using var connection = await database.OpenAsync(ct);
            var ids = (await connection.QueryAsync<string>(new CommandDefinition(SiteDeletionSql.ChargersOfParty, key, cancellationToken: ct))).AsList();
            if (ids.Count > 0)
                await chargers.DeleteAsync(organizationId, null, ids, ct);
            try
            {
                await connection.ExecuteAsync(new CommandDefinition(SiteDeletionSql.RemoveLocations, key, cancellationToken: ct));
                return;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ForeignKeyViolation)
            {
                // A charger came to one of the locations meanwhile.
            }
        }

        throw new InvalidOperationException($"Chargers are still being added to the locations of CPO {party}.");
    }

    private static async Task RemoveEvsesAsync(NpgsqlTransaction transaction, Party party, Guid id, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        foreach (var sql in new[] { SiteDeletionSql.RemoveEvses(party.Version), SiteDeletionSql.MoveLocation(party.Version) })
        {
            var command = new NpgsqlBatchCommand(sql);
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = party.Id });
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(ct);
    }
}
