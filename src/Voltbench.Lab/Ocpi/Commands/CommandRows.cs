using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Commands;

/// <summary>The rows of <c>ocpp.ocpi_commands</c> on their way. Who claims one commits that before anything is done.</summary>
internal sealed class CommandRows(NpgsqlDataSource database, TimeProvider time)
{
    private const string Party = "p.organization_id, p.ocpi_version, p.country_code, p.party_id, p.name_prefix, p.public_base";

    /// <summary>How long a post may take before somebody else does it again.</summary>
    private static readonly TimeSpan PostLease = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Retention = TimeSpan.FromDays(1);

    /// <summary>Claims commands that are to go to their stations, oldest first, of each peer at most so many.</summary>
    public async Task<IReadOnlyList<CommandRow>> ClaimAsync(int limit, int perPeer, IReadOnlyCollection<long> busyPeers, CancellationToken ct)
    {
        await using var claim = database.CreateCommand(
            $"""
            with due as (
                select id from (
                    select id, row_number() over (partition by peer_id order by created_at) as n, created_at from ocpp.ocpi_commands
                    where status = 'PENDING' and next_attempt_at <= now() and expires_at > now() and peer_id <> all($1)) q
                where n <= $3 order by created_at limit $2),
            locked as (select id from ocpp.ocpi_commands where id in (select id from due) and status = 'PENDING' for update skip locked)
            update ocpp.ocpi_commands c set status = 'SENT'
            from locked, ocpp.partner_operations p where c.id = locked.id and p.id = c.partner_operation_id
            returning c.id, c.partner_operation_id, c.peer_id, c.command, c.body::text, c.expires_at, {Party}, c.response_url
            """);
        claim.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. busyPeers] });
        claim.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        claim.Parameters.Add(new NpgsqlParameter<int> { TypedValue = perPeer });
        await using var row = await claim.ExecuteReaderAsync(ct);
        var rows = new List<CommandRow>();
        while (await row.ReadAsync(ct))
        {
            // What this version does not know stays SENT until it expires.
            if (CommandKinds.Find(row.GetString(3)) is { } kind && JsonSerializer.Deserialize(row.GetString(4), OrderJson.Default.CommandOrder) is { } order)
                rows.Add(new CommandRow(row.GetGuid(0), PartyOf(row, 6), row.GetInt64(2), kind, order, row.GetString(12), row.GetFieldValue<DateTimeOffset>(5)));
        }

        return rows;
    }

    /// <summary>The station was not asked: later again.</summary>
    public Task PostponeAsync(Guid id, TimeSpan delay, CancellationToken ct) => ExecuteAsync(
        "update ocpp.ocpi_commands set status = 'PENDING', next_attempt_at = now() + $2::interval where id = $1 and status = 'SENT'",
        ct,
        new NpgsqlParameter<Guid> { TypedValue = id },
        new NpgsqlParameter<TimeSpan> { TypedValue = delay });

    /// <summary>The end is known; the first one counts. Of a push without a profile nobody hears.</summary>
    public Task AnswerAsync(CommandRow row, CommandEnd end, CancellationToken ct) => row.Kind == CommandKind.PushProfile && end.Schedule is null
        ? DoneAsync(row.Id, end.Message ?? end.Result.ToString(), ct)
        : ExecuteAsync(
        "update ocpp.ocpi_commands set status = 'ANSWERED', result = $2, answer = $3::json, next_attempt_at = now() where id = $1 and status in ('PENDING', 'SENT')",
        ct,
        new NpgsqlParameter<Guid> { TypedValue = row.Id },
        new NpgsqlParameter<string> { TypedValue = end.Result.ToString() },
        new NpgsqlParameter<string> { TypedValue = CommandResults.Body(row.Kind, row.Party.Version, end, time.GetUtcNow()) });

    /// <summary>Commands whose time is over, because no station or no node carried them out.</summary>
    public async Task<IReadOnlyList<CommandRow>> ExpiredAsync(CancellationToken ct)
    {
        await using var list = database.CreateCommand(
            $"""
            select c.id, c.partner_operation_id, c.peer_id, c.command, c.body::text, c.expires_at, {Party}, c.response_url
            from ocpp.ocpi_commands c join ocpp.partner_operations p on p.id = c.partner_operation_id
            where c.status in ('PENDING', 'SENT') and c.expires_at <= now() limit 1000
            """);
        await using var row = await list.ExecuteReaderAsync(ct);
        var rows = new List<CommandRow>();
        while (await row.ReadAsync(ct))
        {
            rows.Add(new CommandRow(
                row.GetGuid(0), PartyOf(row, 6), row.GetInt64(2), CommandKinds.Find(row.GetString(3)) ?? CommandKind.StartSession, new CommandOrder(), row.GetString(12),
                row.GetFieldValue<DateTimeOffset>(5)));
        }

        return rows;
    }

    /// <summary>Claims results that are to be posted.</summary>
    public async Task<IReadOnlyList<ResultRow>> ClaimResultsAsync(int limit, int perPeer, IReadOnlyCollection<long> busyPeers, CancellationToken ct)
    {
        await using var claim = database.CreateCommand(
            $"""
            with due as (
                select id from (
                    select id, row_number() over (partition by peer_id order by next_attempt_at) as n, next_attempt_at from ocpp.ocpi_commands
                    where status = 'ANSWERED' and next_attempt_at <= now() and peer_id <> all($1)) q
                where n <= $3 order by next_attempt_at limit $2),
            locked as (select id from ocpp.ocpi_commands where id in (select id from due) and status = 'ANSWERED' and next_attempt_at <= now() for update skip locked)
            update ocpp.ocpi_commands c set attempts = c.attempts + 1, next_attempt_at = now() + $4::interval
            from locked, ocpp.partner_operations p where c.id = locked.id and p.id = c.partner_operation_id
            returning c.id, c.partner_operation_id, c.peer_id, c.command, c.response_url, c.correlation_id, {Party}, c.answer::text, c.attempts, c.session_id
            """);
        claim.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. busyPeers] });
        claim.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        claim.Parameters.Add(new NpgsqlParameter<int> { TypedValue = perPeer });
        claim.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = PostLease });
        await using var row = await claim.ExecuteReaderAsync(ct);
        var rows = new List<ResultRow>();
        while (await row.ReadAsync(ct))
        {
            rows.Add(new ResultRow(
                row.GetGuid(0), PartyOf(row, 6), row.GetInt64(2), CommandKinds.Find(row.GetString(3)) ?? CommandKind.StartSession, row.GetString(4),
                row.IsDBNull(5) ? null : row.GetString(5), row.IsDBNull(14) ? null : row.GetString(14), row.GetString(12), row.GetInt32(13)));
        }

        return rows;
    }

    /// <summary>The peer has its result, or will never have it.</summary>
    public Task DoneAsync(Guid id, string? error, CancellationToken ct) => ExecuteAsync(
        "update ocpp.ocpi_commands set status = 'DONE', done_at = now(), last_error = $2 where id = $1",
        ct,
        new NpgsqlParameter<Guid> { TypedValue = id },
        new NpgsqlParameter { Value = (object?)error ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });

    public Task RetryAsync(Guid id, string error, TimeSpan delay, CancellationToken ct) => ExecuteAsync(
        "update ocpp.ocpi_commands set next_attempt_at = now() + $3::interval, last_error = $2 where id = $1 and status = 'ANSWERED'",
        ct,
        new NpgsqlParameter<Guid> { TypedValue = id },
        new NpgsqlParameter<string> { TypedValue = error },
        new NpgsqlParameter<TimeSpan> { TypedValue = delay });

    /// <summary>Old commands, and permissions that nothing runs under.</summary>
    public Task PurgeAsync(CancellationToken ct) => ExecuteAsync(
        """
        with old as (delete from ocpp.ocpi_commands where status = 'DONE' and done_at < now() - $1::interval)
        delete from ocpp.csms_grants g where g.expires_at < now() - $1::interval
            and not exists (select from ocpp.csms_transactions t where t.id = g.transaction_id and t.stopped_at is null)
        """,
        ct,
        new NpgsqlParameter<TimeSpan> { TypedValue = Retention });

    private static Party PartyOf(NpgsqlDataReader row, int at) => new(
        row.GetInt64(1), row.GetGuid(at), PartyRole.Cpo, row.GetString(at + 1) == OcpiVersion.V211.Number() ? OcpiVersion.V211 : OcpiVersion.V221,
        row.GetString(at + 2), row.GetString(at + 3), row.GetString(at + 4), row.GetString(at + 5));

    private async Task ExecuteAsync(string sql, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(ct);
    }
}
