using System.Globalization;
using Npgsql;

namespace Voltbench.Lab.FrameLog;

/// <summary>The day partitions <c>ocpp.frames_YYYYMMDD</c> (UTC days).</summary>
public sealed class FramePartitions(NpgsqlDataSource database)
{
    // Taken by whoever creates or drops a partition, so that nodes do it one after the other.
    private const long AdvisoryLock = 0x766F6C74_66726D73;
    private const string Prefix = "frames_";

    /// <summary>Creates the partition of <paramref name="day"/> unless it exists; safe beside other nodes.</summary>
    public async Task EnsureAsync(DateOnly day, CancellationToken ct)
    {
        var name = Name(day);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await LockAsync(connection, ct);
        if (!await ExistsAsync(connection, name, ct))
        {
            // Made apart and then attached: ATTACH lets readers and writers of the other days go on, CREATE … PARTITION OF would not.
            await ExecuteAsync(
                connection,
                $"""
                create table ocpp.{name} (like ocpp.frames);
                create index {name}_charger on ocpp.{name} (charger_key, at, seq);
                alter table ocpp.{name} add constraint {name}_day check (at >= '{Text(day)}' and at < '{Text(day.AddDays(1))}');
                alter table ocpp.frames attach partition ocpp.{name} for values from ('{Text(day)}') to ('{Text(day.AddDays(1))}');
                """,
                ct);
        }

        await transaction.CommitAsync(ct);
    }

    /// <summary>The days that have a partition, ascending.</summary>
    public async Task<IReadOnlyList<DateOnly>> ListAsync(CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'ocpp.frames'::regclass");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var days = new List<DateOnly>();
        while (await reader.ReadAsync(ct))
        {
            var name = reader.GetString(0);
            if (name.StartsWith(Prefix, StringComparison.Ordinal)
                && DateOnly.TryParseExact(name.AsSpan(Prefix.Length), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                days.Add(day);
        }

        days.Sort();
        return days;
    }

    /// <summary>Drops whole partitions of days before <paramref name="first"/>; the days dropped.</summary>
    public async Task<IReadOnlyList<DateOnly>> DropBeforeAsync(DateOnly first, CancellationToken ct)
    {
        var dropped = new List<DateOnly>();
        foreach (var day in (await ListAsync(ct)).TakeWhile(d => d < first))
        {
            await using var connection = await database.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await LockAsync(connection, ct);

            // The drop waits for readers of the whole log and holds up those that come after it: better to try again in an hour.
            await ExecuteAsync(connection, $"set local lock_timeout = '2s'; drop table if exists ocpp.{Name(day)}", ct);
            await transaction.CommitAsync(ct);
            dropped.Add(day);
        }

        return dropped;
    }

    private static string Name(DateOnly day) => Prefix + day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " 00:00:00+00";

    private static Task LockAsync(NpgsqlConnection connection, CancellationToken ct) =>
        ExecuteAsync(connection, $"select pg_advisory_xact_lock({AdvisoryLock})", ct);

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string name, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select exists (select 1 from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'ocpp.frames'::regclass and c.relname = $1)",
            connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
