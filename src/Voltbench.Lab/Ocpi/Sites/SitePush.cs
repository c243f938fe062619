using Dapper;
using Npgsql;
using Voltbench.Lab.Ocpi.Parties;

namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>Tells the peers of a CPO of whole locations, in the transaction that made or changed them.</summary>
internal static class SitePush
{
    private const string HasReceivers =
        """
        select exists (
            select from ocpp.ocpi_peers p join ocpp.ocpi_peer_endpoints e on e.peer_id = p.id and e.module = 'locations' and e.role = 'RECEIVER'
            where p.partner_operation_id = @Party and p.push)
        """;

    private const string Put =
        """
        select ocpp.ocpi_push(@Party, 'locations', 'location:' || u.id, 'PUT', concat_ws('/', @CountryCode, @PartyId, u.id), u.body)
        from unnest(@Ids, @Bodies) with ordinality as u (id, body, n) order by u.n
        """;

    /// <summary>Queues a PUT of each location as it is now.</summary>
    public static async Task PutAsync(NpgsqlTransaction transaction, Party party, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        // A CPO that nobody registered with has nobody to write objects for.
        var connection = transaction.Connection!;
        if (ids.Count == 0 || !await connection.ExecuteScalarAsync<bool>(new CommandDefinition(HasReceivers, new { Party = party.Id }, transaction, cancellationToken: ct)))
            return;
        var bodies = await SiteReader.WireAsync(transaction, party, ids, ct);
        await connection.ExecuteAsync(new CommandDefinition(
            Put,
            new { Party = party.Id, party.CountryCode, party.PartyId, Ids = ids.ToArray(), Bodies = ids.Select(id => bodies[id]).ToArray() },
            transaction,
            cancellationToken: ct));
    }
}
