using Npgsql;
using NpgsqlTypes;

namespace Voltbench.Lab.Ocpi.Sessions;

/// <summary>What the projector asks and tells the database: each statement for many transactions.</summary>
internal static class ProjectionSql
{
    /// <summary>Class id of the advisory locks of shards (pg_locks.classid).</summary>
    private const int ShardLock = 0x766F6C78;

    /// <summary>Unprojected, and neither parked nor changed again too soon. $1 = now, $2 = before when a running one must have been projected.</summary>
    private const string Due =
        """
        (t.ocpi_parked_until is null or t.ocpi_parked_until <= $1)
        and (t.stopped_at is not null or t.ocpi_projected_at is null or t.ocpi_projected_at <= $2)
        """;

    private const string Unprojected = "t.partner_operation_id is not null and t.ocpi_version_no > t.ocpi_projected_no";

    /// <summary>Shards with work, and when the next of the others is due: (shard or null, instant or null).</summary>
    public static NpgsqlCommand Work(NpgsqlDataSource database, DateTimeOffset now, TimeSpan interval)
    {
        var command = database.CreateCommand(
            $"""
             select t.id & 3, bool_or({Due}),
                    min(greatest(t.ocpi_parked_until, case when t.stopped_at is null then t.ocpi_projected_at + $3 end)) filter (where not ({Due}))
             from ocpp.csms_transactions t where {Unprojected} group by 1
             """);
        command.Parameters.Add(At(now));
        command.Parameters.Add(At(now - interval));
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = interval });
        return command;
    }

    /// <summary>False: another gateway has the shard.</summary>
    public static NpgsqlCommand Lock(NpgsqlConnection connection, int shard) => new("select pg_try_advisory_xact_lock($1, $2)", connection)
    {
        Parameters = { new NpgsqlParameter<int> { TypedValue = ShardLock }, new NpgsqlParameter<int> { TypedValue = shard } },
    };

    /// <summary>Only the numbers of what is due.</summary>
    public static NpgsqlCommand Ids(NpgsqlConnection connection, int shard, DateTimeOffset now, TimeSpan interval, int limit) => new(
        $"""
         select t.id from ocpp.csms_transactions t where {Unprojected} and {Due} and t.id & 3 = $3
         order by t.ocpi_projected_at nulls first, t.id limit $4
         """,
        connection)
    {
        Parameters =
        {
            At(now),
            At(now - interval),
            new NpgsqlParameter<int> { TypedValue = shard },
            new NpgsqlParameter<int> { TypedValue = limit },
        },
    };

    /// <summary>What is due, with the sessions so far. The lock of the shard was taken by an earlier statement, so this one sees all that its last holder did.</summary>
    public static NpgsqlCommand Claim(NpgsqlConnection connection, int shard, DateTimeOffset now, TimeSpan interval, int limit, int? only) => new(
        $"""
         select t.id, t.partner_operation_id, p.ocpi_version, p.country_code, p.party_id, t.identity, t.ocpi_evse_uid, t.ocpi_charger_id,
                t.reference, t.id_token, t.meter_start_wh, t.meter_stop_wh, greatest(t.started_at, t.authorized_at), t.stopped_at, t.stop_reason,
                x.id, x.country_code, x.party_id, t.auth_method, t.authorization_reference, t.token::text, t.ocpi_version_no,
                s.status, s.body::text, s.snapshot::text, s.is_told,
                case when t.stopped_at is null and t.ocpi_version_no > {TransactionRow.ManyChanges} then (
                    select max(r.at) from ocpp.csms_samples r where r.transaction_id = t.id and r.register_wh is not null) end
         from ocpp.csms_transactions t
         left join ocpp.partner_operations p on p.id = t.partner_operation_id and p.role = 'CPO' and p.deleted_at is null
         left join ocpp.ocpi_peers x on x.id = t.peer_id and x.partner_operation_id = t.partner_operation_id
         left join ocpp.ocpi_sessions s on s.transaction_id = t.id
         where {Unprojected} and {Due} and t.id & 3 = $3 and ($5::integer is null or t.id = $5)
         order by t.ocpi_projected_at nulls first, t.id limit $4
         """,
        connection)
    {
        Parameters =
        {
            At(now),
            At(now - interval),
            new NpgsqlParameter<int> { TypedValue = shard },
            new NpgsqlParameter<int> { TypedValue = limit },
            new NpgsqlParameter { Value = (object?)only ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer },
        },
    };

    /// <summary>All samples of transactions, in the order of these and of time.</summary>
    public static NpgsqlCommand Samples(NpgsqlConnection connection, int[] transactions) => new(
        """
        select transaction_id, at, register_wh, power_w, current_a, charging_state
        from ocpp.csms_samples where transaction_id = any($1) order by 1, 2
        """,
        connection)
    {
        Parameters = { new NpgsqlParameter<int[]> { TypedValue = transactions } },
    };

    /// <summary>The readings on both sides of instants, and all that was told of the charging state.</summary>
    public static NpgsqlCommand SamplesAround(NpgsqlConnection connection, int[] transactions, int[] ofInstant, DateTime[] instants) => new(
        """
        select s.transaction_id, s.at, s.register_wh, s.power_w, s.current_a, s.charging_state
        from unnest($2::integer[], $3::timestamptz[]) as i (id, at)
        cross join lateral (
            (select * from ocpp.csms_samples where transaction_id = i.id and at <= i.at and register_wh is not null order by at desc limit 1)
            union all
            (select * from ocpp.csms_samples where transaction_id = i.id and at > i.at and register_wh is not null order by at limit 1)) s
        union
        select transaction_id, at, register_wh, power_w, current_a, charging_state
        from ocpp.csms_samples where transaction_id = any($1) and charging_state is not null
        order by 1, 2
        """,
        connection)
    {
        Parameters =
        {
            new NpgsqlParameter<int[]> { TypedValue = transactions },
            new NpgsqlParameter<int[]> { TypedValue = ofInstant },
            new NpgsqlParameter<DateTime[]> { TypedValue = instants, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz },
        },
    };

    /// <summary>Nobody tries a transaction again before then.</summary>
    public static NpgsqlCommand Park(NpgsqlDataSource database, int transaction, DateTimeOffset until)
    {
        var command = database.CreateCommand("update ocpp.csms_transactions set ocpi_parked_until = $2 where id = $1");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = transaction });
        command.Parameters.Add(At(until));
        return command;
    }

    /// <summary>
    /// Ends transactions whose charger is gone, or speaks the other version of OCPP now: nobody is left who could say how they ended. They end when their EVSE last
    /// changed, with what was read last. $1 = the EVSE must have changed before, so that an end that is still on its way is not overtaken.
    /// </summary>
    public static NpgsqlCommand EndOrphans(NpgsqlDataSource database, DateTimeOffset before)
    {
        var command = database.CreateCommand(
            """
            update ocpp.csms_transactions t set
                stopped_at = greatest(t.started_at, t.authorized_at, o.changed_at),
                meter_stop_wh = coalesce(greatest(t.meter_last_wh, (select max(s.register_wh) from ocpp.csms_samples s where s.transaction_id = t.id)), t.meter_start_wh),
                stop_reason = coalesce(t.stop_reason, 'Other'),
                ocpi_version_no = t.ocpi_version_no + 1
            from (
                select x.id, e.last_updated as changed_at
                from ocpp.csms_transactions x
                cross join lateral (
                    select status, last_updated from ocpp.ocpi211_evses where partner_operation_id = x.partner_operation_id and uid = x.ocpi_evse_uid
                    union all
                    select status, last_updated from ocpp.ocpi221_evses where partner_operation_id = x.partner_operation_id and uid = x.ocpi_evse_uid) e
                left join ocpp.chargers c on c.id = x.ocpi_charger_id
                where x.stopped_at is null and x.partner_operation_id is not null and e.last_updated <= $1
                  and case when c.id is null then e.status = 'REMOVED' else c.ocpp_version <> x.ocpp_version end
                for update of x skip locked) o
            where t.id = o.id
            """);
        command.Parameters.Add(At(before));
        return command;
    }

    private static NpgsqlParameter At(DateTimeOffset at) => new NpgsqlParameter<DateTime> { TypedValue = at.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
