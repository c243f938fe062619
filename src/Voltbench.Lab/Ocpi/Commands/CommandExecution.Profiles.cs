using Npgsql;
using Voltbench.Csms;
using Voltbench.Ocpi.V221.Commands;

namespace Voltbench.Lab.Ocpi.Commands;

/// <content>chargingprofiles of 2.2.1.</content>
internal sealed partial class CommandExecution
{
    private async Task<CommandEnd?> GetProfileAsync(CommandRow row, CancellationToken ct)
    {
        if (await SessionAsync(row, ct) is not { } session)
            return new CommandEnd(CommandResultType.Rejected);
        var outcome = await remote.ExecuteAsync(session.Station, new AskSchedule(session.Outlet, row.Order.Seconds ?? 60, IsPower: null), ct);
        return outcome switch
        {
            { Status: null } => Unanswered(outcome),
            { IsAccepted: true, Schedule: { } schedule } => CommandEnd.Accepted with { Schedule = schedule },
            _ => new CommandEnd(CommandResultType.Rejected),
        };
    }

    private async Task<CommandEnd?> SetProfileAsync(CommandRow row, CancellationToken ct)
    {
        if (await SessionAsync(row, ct) is not { } session || row.Order.Schedule is not { } schedule)
            return new CommandEnd(CommandResultType.Rejected);
        var profile = await ProfileIdAsync(session, row.PeerId, ct);
        var outcome = await remote.ExecuteAsync(session.Station, new SetLimits(profile, session.OcppId, session.Outlet, schedule), ct);
        if (outcome.IsAccepted)
            await MarkAsync(profile, "accepted = true, active = true", ct);
        return End(outcome, "");
    }

    private async Task<CommandEnd?> ClearProfileAsync(CommandRow row, CancellationToken ct)
    {
        if (await SessionAsync(row, ct) is not { } session || await ActiveProfileAsync(session, ct) is not { } profile)
            return CommandEnd.NoProfile;
        var outcome = await remote.ExecuteAsync(session.Station, new ClearLimits(profile), ct);
        if (outcome.Status is null)
            return Unanswered(outcome);
        await MarkAsync(profile, "active = false", ct);
        return outcome.IsAccepted ? CommandEnd.Accepted : CommandEnd.NoProfile;
    }

    /// <summary>The number of the profile of this transaction; the same one replaces what was set before.</summary>
    private async Task<int> ProfileIdAsync(SessionPlace session, long peerId, CancellationToken ct)
    {
        await using var upsert = database.CreateCommand(
            """
            insert into ocpp.csms_profiles as p (transaction_id, peer_id) values ($1, $2)
            on conflict (transaction_id) do update set peer_id = excluded.peer_id returning p.id
            """);
        upsert.Parameters.Add(new NpgsqlParameter<int> { TypedValue = session.TransactionId });
        upsert.Parameters.Add(new NpgsqlParameter<long> { TypedValue = peerId });
        return (int)(await upsert.ExecuteScalarAsync(ct))!;
    }

    private async Task<int?> ActiveProfileAsync(SessionPlace session, CancellationToken ct)
    {
        await using var find = database.CreateCommand("select id from ocpp.csms_profiles where transaction_id = $1 and active");
        find.Parameters.Add(new NpgsqlParameter<int> { TypedValue = session.TransactionId });
        return await find.ExecuteScalarAsync(ct) as int?;
    }

    private async Task MarkAsync(int profile, string state, CancellationToken ct)
    {
        await using var mark = database.CreateCommand($"update ocpp.csms_profiles set {state} where id = $1");
        mark.Parameters.Add(new NpgsqlParameter<int> { TypedValue = profile });
        await mark.ExecuteNonQueryAsync(ct);
    }
}
