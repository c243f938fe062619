using Dapper;
using Npgsql;
using Voltbench.Lab.Ocpi.Parties;

namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>Numbers of locations that come from templates: ids and identities follow from them, so none is given twice.</summary>
public static class SiteNumbers
{
    private const string Take =
        """
        update ocpp.partner_operations set locations_added = locations_added + @Count
        where id = @Id and organization_id = @OrganizationId and deleted_at is null
        returning locations_total + locations_added - @Count + 1
        """;

    /// <summary>
    /// The first of so many numbers that follow each other, from 1; they are the caller's with the commit. Null when the CPO was deleted. The row of the CPO stays locked
    /// until then.
    /// </summary>
    public static Task<int?> TakeAsync(NpgsqlTransaction transaction, Party party, int count, CancellationToken ct) =>
        transaction.Connection!.ExecuteScalarAsync<int?>(
            new CommandDefinition(Take, new { party.Id, party.OrganizationId, Count = count }, transaction, cancellationToken: ct));
}
