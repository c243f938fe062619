using Dapper;
using Npgsql;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Peers;

namespace Voltbench.Lab.Ocpi.Tokens;

/// <summary>Where the pull of a peer's tokens stands.</summary>
/// <param name="RunStartedAt">Null between runs.</param>
/// <param name="Tokens">Stored by the run that is under way.</param>
/// <param name="Refused">Objects of it that are no tokens, or not the peer's.</param>
/// <param name="SucceededAt">End of the last whole run.</param>
/// <param name="LastTokens">Stored by it.</param>
/// <param name="LastError">Why the last attempt failed.</param>
public sealed record TokenPullState(
    long PeerId, DateTimeOffset DueAt, DateTimeOffset? RunStartedAt, int Tokens, int Refused, DateTimeOffset? SucceededAt, int? LastTokens, string? LastError);

/// <summary>
/// The pulls of tokens as rows. A page and the place of the next are one commit: after a kill the run goes on where it was, and a page that is stored
/// twice leaves the same rows.
/// </summary>
public sealed class TokenPullStore(LabDatabase database, PeerCallOptions calls)
{
    internal const string Channel = "voltbench_ocpi_pulls";

    /// <summary>A worker that says nothing for so long is dead: it asks for one page at a time.</summary>
    private TimeSpan Lease => TimeSpan.FromSeconds(calls.CallTimeoutSeconds + 10);

    /// <summary>Asks for a pull now; a run that is under way begins anew.</summary>
    /// <param name="partnerOperationId">Our CPO.</param>
    /// <param name="peerId">Its peer.</param>
    /// <param name="isFull">Everything, or what changed since the last run.</param>
    /// <param name="ct">Gives up.</param>
    public async Task RequestAsync(long partnerOperationId, long peerId, bool isFull, CancellationToken ct) =>
        await database.WriteAsync(tx => RequestAsync(tx, partnerOperationId, peerId, isFull, ct), ct);

    /// <inheritdoc cref="RequestAsync(long, long, bool, CancellationToken)"/>
    internal static Task RequestAsync(NpgsqlTransaction tx, long partnerOperationId, long peerId, bool isFull, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(
            """
            insert into ocpp.ocpi_token_pulls as p (peer_id, partner_operation_id) values (@peerId, @partnerOperationId)
            on conflict (peer_id) do update set due_at = now(), leased_until = null, run_started_at = null, next_url = null, failures = 0,
                since = case when @isFull then null else p.since end;
            select pg_notify('voltbench_ocpi_pulls', '')
            """,
            new { partnerOperationId, peerId, isFull },
            tx,
            cancellationToken: ct));

    public async Task<TokenPullState?> FindAsync(long partnerOperationId, long peerId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<StateRow>(new CommandDefinition(
            """
            select peer_id, due_at, run_started_at, tokens, refused, succeeded_at, last_tokens, last_error
            from ocpp.ocpi_token_pulls where partner_operation_id = @partnerOperationId and peer_id = @peerId
            """,
            new { partnerOperationId, peerId },
            cancellationToken: ct));
        return row is null
            ? null
            : new TokenPullState(row.PeerId, row.DueAt, row.RunStartedAt, row.Tokens, row.Refused, row.SucceededAt, row.LastTokens, row.LastError);
    }

    /// <summary>Takes a pull that is due; null when none is.</summary>
    internal async Task<TokenPullRun?> ClaimAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<TokenPullRun>(new CommandDefinition(
            """
            update ocpp.ocpi_token_pulls p set
                leased_until = now() + @Lease,
                date_from = case when run_started_at is null then since else date_from end,
                pages = case when run_started_at is null then 0 else pages end,
                tokens = case when run_started_at is null then 0 else tokens end,
                refused = case when run_started_at is null then 0 else refused end,
                run_started_at = coalesce(run_started_at, now())
            where peer_id = (
                select d.peer_id from ocpp.ocpi_token_pulls d
                join ocpp.partner_operations o on o.id = d.partner_operation_id and o.deleted_at is null and (o.expires_at is null or o.expires_at > now())
                where d.due_at <= now() and (d.leased_until is null or d.leased_until < now())
                order by d.due_at limit 1 for update of d skip locked)
            returning peer_id, partner_operation_id, run_started_at, date_from, next_url, pages, tokens, failures
            """,
            new { Lease },
            cancellationToken: ct));
    }

    /// <summary>Stores a page and where the next is.</summary>
    /// <param name="run">Which.</param>
    /// <param name="tokens">Of the page.</param>
    /// <param name="refused">Objects of the page that are none.</param>
    /// <param name="nextUrl">To go on with.</param>
    /// <param name="isPaused">The run gives its place up and goes on behind those that are due.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>False when the run is not the current one any more.</returns>
    internal async Task<bool> StoreAsync(TokenPullRun run, IReadOnlyList<TokenObject> tokens, int refused, string nextUrl, bool isPaused, CancellationToken ct) =>
        await database.WriteAsync(
            async tx =>
            {
                var moved = await tx.Connection!.ExecuteAsync(new CommandDefinition(
                    """
                    update ocpp.ocpi_token_pulls set next_url = @nextUrl, pages = pages + 1, tokens = tokens + @count, refused = refused + @refused, failures = 0,
                        leased_until = case when @isPaused then null else now() + @Lease end, due_at = case when @isPaused then now() else due_at end
                    where peer_id = @PeerId and run_started_at = @RunStartedAt
                    """,
                    new { run.PeerId, run.RunStartedAt, nextUrl, isPaused, count = tokens.Count, refused, Lease },
                    tx,
                    cancellationToken: ct));
                if (moved == 1)
                    await TokenStore.WritePageAsync(tx, run.PartnerOperationId, run.PeerId, tokens, ct);
                return moved == 1;
            },
            ct);

    /// <summary>Stores the last page. After a whole list, what was not in it is no longer valid (mod_tokens, GET of the sender).</summary>
    internal async Task CompleteAsync(TokenPullRun run, IReadOnlyList<TokenObject> tokens, int refused, TimeSpan interval, CancellationToken ct) =>
        await database.WriteAsync(
            async tx =>
            {
                var ended = await tx.Connection!.ExecuteAsync(new CommandDefinition(
                    """
                    update ocpp.ocpi_token_pulls set
                        -- The clocks of the two sides differ.
                        since = run_started_at - interval '5 minutes',
                        succeeded_at = now(), last_tokens = tokens + @count, refused = refused + @refused, last_error = null,
                        run_started_at = null, next_url = null, leased_until = null, failures = 0,
                        due_at = now() + @interval * (0.9 + 0.2 * random())
                    where peer_id = @PeerId and run_started_at = @RunStartedAt
                    """,
                    new { run.PeerId, run.RunStartedAt, count = tokens.Count, refused, interval },
                    tx,
                    cancellationToken: ct));
                if (ended == 0)
                    return;
                await TokenStore.WritePageAsync(tx, run.PartnerOperationId, run.PeerId, tokens, ct);
                if (run.DateFrom is null)
                {
                    await tx.Connection!.ExecuteAsync(new CommandDefinition(
                        "delete from ocpp.ocpi_tokens where peer_id = @PeerId and told_at < @RunStartedAt", new { run.PeerId, run.RunStartedAt }, tx, cancellationToken: ct));
                }
            },
            ct);

    /// <summary>Notes a failure and when to try again.</summary>
    /// <param name="run">Which.</param>
    /// <param name="error">For a person.</param>
    /// <param name="wait">Until the next try.</param>
    /// <param name="isOver">The run is given up; the next one begins anew.</param>
    /// <param name="ct">Gives up.</param>
    internal async Task FailAsync(TokenPullRun run, string error, TimeSpan wait, bool isOver, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            update ocpp.ocpi_token_pulls set last_error = @error, failures = case when @isOver then 0 else failures + 1 end, leased_until = null,
                due_at = now() + @wait,
                run_started_at = case when @isOver then null else run_started_at end,
                next_url = case when @isOver then null else next_url end
            where peer_id = @PeerId and run_started_at = @RunStartedAt
            """,
            new { run.PeerId, run.RunStartedAt, error, wait, isOver },
            cancellationToken: ct));
    }

    private sealed record StateRow
    {
        public long PeerId { get; init; }

        public DateTimeOffset DueAt { get; init; }

        public DateTimeOffset? RunStartedAt { get; init; }

        public int Tokens { get; init; }

        public int Refused { get; init; }

        public DateTimeOffset? SucceededAt { get; init; }

        public int? LastTokens { get; init; }

        public string? LastError { get; init; }
    }
}

/// <summary>A run that was taken.</summary>
internal sealed record TokenPullRun
{
    public long PeerId { get; init; }

    public long PartnerOperationId { get; init; }

    public DateTimeOffset RunStartedAt { get; init; }

    public DateTimeOffset? DateFrom { get; init; }

    public string? NextUrl { get; init; }

    public int Pages { get; init; }

    public int Tokens { get; init; }

    public int Failures { get; init; }
}
