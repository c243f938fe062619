using Dapper;
using Npgsql;
using Voltbench.Lab.Ocpi.Parties;

namespace Voltbench.Lab.Ocpi.Tariffs;

/// <summary>Stores the tariffs that connectors of a CPO name, and tells its peers of new ones.</summary>
public sealed class TariffWriter(TariffCatalog tariffs, TimeProvider time)
{
    private const string Insert =
        """
        with made as (
            insert into ocpp.ocpi_tariffs (partner_operation_id, id, body, last_updated)
            select @Id, t.id, t.body::json, @LastUpdated from unnest(@Slugs, @Bodies) as t (id, body)
            on conflict (partner_operation_id, id) do nothing
            returning id, body)
        select ocpp.ocpi_push(@Id, 'tariffs', 'tariff:' || id, 'PUT', @CountryCode || '/' || @PartyId || '/' || id, body::text) from made
        """;

    /// <summary>Stores those that the CPO does not have yet, in the caller's transaction. A slug without a tariff is passed over.</summary>
    public Task EnsureAsync(NpgsqlTransaction transaction, Party party, IReadOnlyCollection<string> slugs, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        // OCPI's times have seconds: what is stored beside the body says the same.
        var lastUpdated = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
        var (known, bodies) = (new List<string>(slugs.Count), new List<string>(slugs.Count));
        foreach (var slug in slugs)
        {
            if (!tariffs.TryRender(party, slug, lastUpdated, out var body))
                continue;
            known.Add(slug);
            bodies.Add(body);
        }

        return known.Count == 0
            ? Task.CompletedTask
            : transaction.Connection!.ExecuteAsync(new CommandDefinition(
                Insert,
                new { party.Id, party.CountryCode, party.PartyId, Slugs = known.ToArray(), Bodies = bodies.ToArray(), LastUpdated = lastUpdated },
                transaction,
                cancellationToken: ct));
    }
}
