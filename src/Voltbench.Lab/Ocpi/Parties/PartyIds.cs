using System.Globalization;
using Dapper;
using Npgsql;

namespace Voltbench.Lab.Ocpi.Parties;

/// <summary>
/// Party ids: of the parties of one role an organization holds each pair of country and party id once. Who asks for one that is held gets the nearest that is
/// free: its last characters give way to a number, <c>ABC</c> to <c>AB1</c> … <c>AB9</c>, <c>A10</c> … <c>A99</c>, <c>100</c> … <c>999</c>.
/// </summary>
public static class PartyIds
{
    private const int Length = 3;
    private const int Highest = 999;

    /// <summary>The wanted id when it is free, else the first free one after it; null when all are held.</summary>
    public static string? Mangle(string wanted, IReadOnlySet<string> held) =>
        held.Contains(wanted) ? Enumerable.Range(1, Highest).Select(n => Numbered(wanted, n)).FirstOrDefault(id => !held.Contains(id)) : wanted;

    /// <summary>
    /// Takes an id: it stays free for the caller until the end of the transaction. A party that is deleted holds its id no more.
    /// </summary>
    /// <returns>Null when all are held.</returns>
    internal static async Task<string?> TakeAsync(NpgsqlTransaction transaction, Guid organizationId, PartyRole role, string countryCode, string wanted, CancellationToken ct)
    {
        var connection = transaction.Connection!;
        var key = new { OrganizationId = organizationId, Role = role.Name(), CountryCode = countryCode };
        // A statement of its own: the next one must see what those wrote that it waited for.
        await connection.ExecuteAsync(new CommandDefinition(
            "select pg_advisory_xact_lock(hashtextextended('ocpi parties ' || @OrganizationId || @Role || @CountryCode, 0))", key, transaction, cancellationToken: ct));
        var held = await connection.QueryAsync<string>(new CommandDefinition(
            """
            select party_id from ocpp.partner_operations
            where organization_id = @OrganizationId and role = @Role and country_code = @CountryCode and deleted_at is null
            """,
            key,
            transaction,
            cancellationToken: ct));
        return Mangle(wanted, held.ToHashSet(StringComparer.Ordinal));
    }

    private static string Numbered(string wanted, int number)
    {
        var digits = number.ToString(CultureInfo.InvariantCulture);
        return wanted[..(Length - digits.Length)] + digits;
    }
}
