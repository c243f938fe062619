using Dapper;
using Npgsql;
using Voltbench.Lab.Chargers;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Lab.Ocpi.Sites;
using Voltbench.Lab.Ocpi.Tariffs;
using Voltbench.Lab.Ocpi.Templates;
using Voltbench.Lab.Provisioning;
using Voltbench.Lab.Secrets;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Parties;

/// <summary>A CPO that is to be made; everything in it is checked.</summary>
/// <param name="PartyId">The wanted one.</param>
/// <param name="PublicBase">No slash at the end.</param>
/// <param name="Ttl">Null: it lives until it is deleted.</param>
/// <param name="WsUrl">CSMS of its chargers; null: the built-in one.</param>
/// <param name="Connection">How its chargers reach that CSMS.</param>
public sealed record NewCpo(
    Guid OrganizationId,
    OcpiVersion Version,
    string CountryCode,
    string PartyId,
    string Name,
    string PublicBase,
    CpoTemplate Template,
    long Seed,
    CpoOverrides Overrides,
    TimeSpan? Ttl,
    string? WsUrl,
    ChargerTemplate Connection);

/// <summary>A CPO that is stored; to be disposed after the commit (or the rollback): that wakes the scheduler.</summary>
/// <param name="TokenA">Only here in clear.</param>
/// <param name="RevealSecret">Only here; opens the sealed copy of the token.</param>
public sealed record CreatedCpo(
    Party Party, CpoPlan Plan, Topology Topology, string TokenA, string RevealSecret, string WorkflowRunId, DateTimeOffset? ExpiresAt, long Seed, IReadOnlyList<IDisposable> Wakes)
    : IDisposable
{
    public void Dispose()
    {
        foreach (var wake in Wakes)
            wake.Dispose();
    }
}

/// <summary>
/// Stores a CPO in the caller's transaction: the party with its tariffs and the hash of its token, the job that makes its locations, and the trigger of
/// its end. Whatever happens before the commit leaves nothing; whatever happens after it loses nothing.
/// </summary>
public sealed class CpoWriter(LocationGenerator generator, PartyWriter parties, TariffWriter tariffs, LocationJobWriter jobs, TimeProvider time)
{
    /// <summary>Chargers that are on their way out do not count: the step that makes the new ones waits for them.</summary>
    private const string Taken =
        $"""
        select c.identity from ocpp.chargers c
        where c.organization_id = @OrganizationId and c.identity = any(@Identities) and not {SiteChunkSql.Leaving}
        order by c.identity limit 1
        """;

    public async Task<Decision<CreatedCpo>> CreateAsync(NpgsqlTransaction transaction, NewCpo cpo, CancellationToken ct)
    {
        if (await parties.TakePartyIdAsync(transaction, cpo.OrganizationId, PartyRole.Cpo, cpo.CountryCode, cpo.PartyId, ct) is not { } partyId)
            return new Refusal(RefusalKind.Taken, $"Every party id of {cpo.CountryCode} that could stand in for {cpo.PartyId} is held by a CPO of the organization.");
        var draft = new Party(0, cpo.OrganizationId, PartyRole.Cpo, cpo.Version, cpo.CountryCode, partyId, cpo.Name, cpo.PublicBase);
        var plan = generator.Plan(cpo.Template, cpo.Seed, draft, cpo.Overrides, cpo.Connection);
        var identities = plan.Locations.SelectMany(static l => l.Chargers).Select(static c => c.Identity).ToArray();
        var taken = await transaction.Connection!.ExecuteScalarAsync<string?>(new CommandDefinition(
            Taken, new { cpo.OrganizationId, Identities = identities }, transaction, cancellationToken: ct));
        if (taken is not null)
            return new Refusal(RefusalKind.Taken, $"The organization has a charger with the identity '{taken}', which a charger of the CPO would have. Choose another party_id.");

        var now = time.GetUtcNow();
        var (token, secret) = (TokenHash.NewToken(), SecretBox.NewSecret());
        var topology = new Topology(plan.Locations.Count, plan.Chargers, plan.Evses, plan.Evses);
        var (party, _) = await parties.CreateAsync(
            transaction,
            new NewParty
            {
                OrganizationId = cpo.OrganizationId,
                Role = PartyRole.Cpo,
                Version = cpo.Version,
                CountryCode = cpo.CountryCode,
                PartyId = partyId,
                Name = cpo.Name,
                PublicBase = cpo.PublicBase,
                ExpiresAt = now + cpo.Ttl,
                Template = plan.Template,
                TemplateVersion = plan.TemplateVersion,
                Seed = cpo.Seed,
                WsUrl = cpo.WsUrl,
                Topology = topology,
                TokenA = token,
                RevealSecret = secret,
            },
            ct);
        await tariffs.EnsureAsync(transaction, party, plan.Tariffs, ct);
        var job = await jobs.WriteAsync(transaction, party, plan.Locations, LocationJobWriter.CreateCpo, ct);
        var wakes = new List<IDisposable> { job };
        await PartyWriter.FollowAsync(transaction, party, job.Id, job.WorkflowRunId, ct);
        if (cpo.Ttl is { } ttl)
            wakes.Insert(0, await parties.ExpireAsync(transaction, party, now + ttl, ct));
        return new CreatedCpo(party, plan, topology, token, secret, job.WorkflowRunId, now + cpo.Ttl, cpo.Seed, wakes);
    }
}
