using Npgsql;
using NpgsqlTypes;

namespace Voltbench.Lab.Ocpi.Sessions;

/// <summary>What becomes of a changed transaction.</summary>
internal sealed record Outcome(TransactionRow Transaction)
{
    /// <summary>The session as it is now; null = as it was.</summary>
    public NewSession? Session { get; init; }

    /// <summary>What the peer is told; null = nothing.</summary>
    public SessionMessage? Message { get; init; }

    /// <summary>The CDR that the session ends with.</summary>
    public string? Cdr { get; init; }
}

/// <summary>A session to be stored.</summary>
/// <param name="Status">As on the wire.</param>
/// <param name="At">Its last_updated.</param>
internal sealed record NewSession(string Status, string Body, DateTimeOffset At, string Snapshot, string ChargerId);

/// <summary>Writes outcomes: session, messages and CDR of a transaction and the mark that it is done, all in the caller's transaction.</summary>
internal static class OutcomeWriter
{
    public static async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<Outcome> outcomes, DateTimeOffset now, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        var changed = outcomes.Where(o => o.Session is not null).ToArray();
        if (changed.Length > 0)
            batch.BatchCommands.Add(Sessions(changed));
        var told = changed.Where(o => o is { Message: not null, Transaction.PeerId: not null }).ToArray();
        if (told.Length > 0)
            batch.BatchCommands.Add(Messages(told));
        var billed = changed.Where(o => o.Cdr is not null).ToArray();
        if (billed.Length > 0)
            batch.BatchCommands.Add(Cdrs(billed));
        batch.BatchCommands.Add(Mark(outcomes, now));
        await batch.ExecuteNonQueryAsync(ct);
    }

    // A session that has ended stays as it is, whoever comes (SessionStatus COMPLETED: no more modifications).
    private static NpgsqlBatchCommand Sessions(Outcome[] outcomes) => new(
        """
        insert into ocpp.ocpi_sessions as s
            (partner_operation_id, id, transaction_id, peer_id, status, body, last_updated, snapshot, charger_id, identity, is_told)
        select party, id, transaction_id, peer, status, body::json, at, snapshot::json, charger_id, identity,
               exists (select from ocpp.ocpi_peers p join ocpp.ocpi_peer_endpoints e on e.peer_id = p.id
                       where p.id = peer and p.push and e.module = 'sessions' and e.role = 'RECEIVER')
        from unnest($1::bigint[], $2::text[], $3::integer[], $4::bigint[], $5::text[], $6::text[], $7::timestamptz[], $8::text[], $9::text[], $10::text[])
            as i (party, id, transaction_id, peer, status, body, at, snapshot, charger_id, identity)
        on conflict (partner_operation_id, id) do update set
            peer_id = excluded.peer_id, status = excluded.status, body = excluded.body, last_updated = excluded.last_updated, is_told = excluded.is_told
        where s.status not in ('COMPLETED', 'INVALID')
        """)
    {
        Parameters =
        {
            Of(outcomes, o => o.Transaction.PartyId),
            Of(outcomes, o => o.Transaction.SessionId),
            Of(outcomes, o => o.Transaction.Id),
            Of(outcomes, o => o.Transaction.PeerId),
            Of(outcomes, o => o.Session!.Status),
            Of(outcomes, o => o.Session!.Body),
            Of(outcomes, o => o.Session!.At.UtcDateTime),
            Of(outcomes, o => o.Session!.Snapshot),
            Of(outcomes, o => o.Session!.ChargerId),
            Of(outcomes, o => o.Transaction.Identity),
        },
    };

    private static NpgsqlBatchCommand Messages(Outcome[] outcomes) => new(
        """
        select ocpp.ocpi_push(party, 'sessions', 'session:' || id, method, path, body, peer)
        from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[]) as i (party, id, method, path, body, peer)
        """)
    {
        Parameters =
        {
            Of(outcomes, o => o.Transaction.PartyId),
            Of(outcomes, o => o.Transaction.SessionId),
            Of(outcomes, o => o.Message!.Method),
            Of(outcomes, o => $"{o.Transaction.Party!.CountryCode}/{o.Transaction.Party.PartyId}/{o.Transaction.SessionId}"),
            Of(outcomes, o => o.Message!.Body),
            Of(outcomes, o => o.Transaction.PeerId),
        },
    };

    // Only a CDR that was not there is sent.
    private static NpgsqlBatchCommand Cdrs(Outcome[] outcomes) => new(
        """
        with made as (
            insert into ocpp.ocpi_cdrs (partner_operation_id, id, session_id, peer_id, body, last_updated)
            select party, id, session_id, peer, body::json, at
            from unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::timestamptz[]) as i (party, id, session_id, peer, body, at)
            on conflict do nothing
            returning partner_operation_id, id, peer_id, body
        )
        select ocpp.ocpi_push(partner_operation_id, 'cdrs', 'cdr:' || id, 'POST', '', body::text, peer_id) from made where peer_id is not null
        """)
    {
        Parameters =
        {
            Of(outcomes, o => o.Transaction.PartyId),
            Of(outcomes, o => o.Transaction.CdrId),
            Of(outcomes, o => o.Transaction.SessionId),
            Of(outcomes, o => o.Transaction.PeerId),
            Of(outcomes, o => o.Cdr!),
            Of(outcomes, o => o.Session!.At.UtcDateTime),
        },
    };

    // The last statement before the commit, and it waits for nobody: the CSMS writes these rows all the time. One that it holds now is projected again.
    private static NpgsqlBatchCommand Mark(IReadOnlyList<Outcome> outcomes, DateTimeOffset now) => new(
        """
        with free as (
            select t.id, i.no from unnest($1::integer[], $2::bigint[]) as i (id, no) join ocpp.csms_transactions t on t.id = i.id
            order by t.id for no key update of t skip locked
        )
        update ocpp.csms_transactions t set ocpi_projected_no = free.no, ocpi_projected_at = $3, ocpi_parked_until = null from free where t.id = free.id
        """)
    {
        Parameters =
        {
            Of(outcomes, o => o.Transaction.Id),
            Of(outcomes, o => o.Transaction.VersionNo),
            new NpgsqlParameter<DateTime> { TypedValue = now.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz },
        },
    };

    private static NpgsqlParameter<TValue[]> Of<TValue>(IReadOnlyList<Outcome> outcomes, Func<Outcome, TValue> value)
    {
        var values = new TValue[outcomes.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = value(outcomes[i]);
        return new NpgsqlParameter<TValue[]> { TypedValue = values };
    }
}
