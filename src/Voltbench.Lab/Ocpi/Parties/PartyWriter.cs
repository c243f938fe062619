using Dapper;
using Npgsql;
using Voltbench.Lab.Chargers;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Parties;

/// <summary>Stores parties, in the caller's transaction.</summary>
public sealed class PartyWriter(PartySchedule schedule)
{
    private const string Insert =
        """
        insert into ocpp.partner_operations (
            organization_id, role, ocpi_version, country_code, party_id, name_prefix, template, template_version, seed, ws_url, public_base,
            locations_total, chargers_total, evses_total, connectors_total, status, workflow_run_id, token_a_sealed, token_a_hint, expires_at, provisioned_at)
        values (
            @OrganizationId, @Role, @Version, @CountryCode, @PartyId, @Name, @Template, @TemplateVersion, @Seed, @WsUrl, @PublicBase,
            @Locations, @Chargers, @Evses, @Connectors, case when @IsReady then 'READY' else 'PENDING' end, @RunId, @Sealed, @Hint, @ExpiresAt,
            case when @IsReady then now() end)
        returning id
        """;

    /// <summary>The wanted id, or the nearest free one (<see cref="PartyIds"/>); it stays free for the caller until the end of the transaction.</summary>
    /// <returns>Null when all are held.</returns>
    public Task<string?> TakePartyIdAsync(NpgsqlTransaction transaction, Guid organizationId, PartyRole role, string countryCode, string wanted, CancellationToken ct)
        => PartyIds.TakeAsync(transaction, organizationId, role, countryCode, wanted, ct);

    /// <summary>Stores a party with the hash of its token A.</summary>
    /// <returns>The party and its run.</returns>
    public async Task<(Party Party, string WorkflowRunId)> CreateAsync(NpgsqlTransaction transaction, NewParty party, CancellationToken ct)
    {
        var connection = transaction.Connection!;
        var runId = ChargerIds.NewWorkflowRunId();
        var id = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            Insert,
            new
            {
                party.OrganizationId,
                Role = party.Role.Name(),
                Version = party.Version.Number(),
                party.CountryCode,
                party.PartyId,
                party.Name,
                party.Template,
                party.TemplateVersion,
                party.Seed,
                party.WsUrl,
                party.PublicBase,
                party.Topology.Locations,
                party.Topology.Chargers,
                party.Topology.Evses,
                party.Topology.Connectors,
                party.IsReady,
                RunId = runId,
                Sealed = party is { TokenA: { } token, RevealSecret: { } secret } ? TokenSeal.Seal(token, secret) : null,
                Hint = party.TokenA is { } shown ? TokenSeal.Hint(shown) : null,
                party.ExpiresAt,
            },
            transaction,
            cancellationToken: ct));
        if (party.TokenA is { } tokenA)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "insert into ocpp.ocpi_access_tokens (hash, partner_operation_id) values (@Hash, @Id)",
                new { Hash = TokenHash.Bytes(TokenHash.Of(tokenA)), Id = id },
                transaction,
                cancellationToken: ct));
        }

        return (new Party(id, party.OrganizationId, party.Role, party.Version, party.CountryCode, party.PartyId, party.Name, party.PublicBase), runId);
    }

    /// <summary>Makes the job the one that brings the party to READY; the run of the party is the job's from now on.</summary>
    public static Task FollowAsync(NpgsqlTransaction transaction, Party party, Guid jobId, string workflowRunId, CancellationToken ct)
        => transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "update ocpp.partner_operations set job_id = @JobId, workflow_run_id = @RunId where id = @Id and organization_id = @OrganizationId",
            new { JobId = jobId, RunId = workflowRunId, party.Id, party.OrganizationId },
            transaction,
            cancellationToken: ct));

    /// <summary>Has the party destroyed by itself. Takes the lock of the job store: comes last, or beside a job of the same transaction.</summary>
    /// <returns>To be disposed after the commit.</returns>
    public Task<IDisposable> ExpireAsync(NpgsqlTransaction transaction, Party party, DateTimeOffset at, CancellationToken ct)
        => schedule.ExpireAsync(transaction, party.Id, at, ct);
}
