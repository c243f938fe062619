using Dapper;
using Npgsql;
using Voltbench.Lab.Chargers;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Parties;

namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>
/// Deletes single locations of CPOs; those of a whole CPO go with it (<see cref="PartyRemoval"/>). OCPI has no deletion: the EVSEs become REMOVED, the
/// peers are told and can still read them; the API has the location no more. Chargers end their sessions and leave as with their own deletion. All wishes
/// are stored in the first commit, so a kill afterwards only makes the rest happen later.
/// </summary>
public sealed class SiteDeletion(LabDatabase database, ChargerDeletion chargers)
{
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
