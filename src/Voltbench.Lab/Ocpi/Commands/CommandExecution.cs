using Npgsql;
using Voltbench.Csms;
using Voltbench.Lab.Csms;
using Voltbench.Ocpi.V221.Commands;

namespace Voltbench.Lab.Ocpi.Commands;

/// <summary>Brings a command to its station and reads what came of it. One that no station could be asked yet has no end.</summary>
internal sealed partial class CommandExecution(
    NpgsqlDataSource database,
    CommandPlaces places,
    SessionPlaces sessions,
    RemoteOperations remote,
    Reservations reservations,
    CommandOptions options,
    TimeProvider time)
{
    /// <returns>Null when the station is connected to no node now, or has too much to do.</returns>
    /// <exception cref="OperationCanceledException">Its time is over.</exception>
    public Task<CommandEnd?> RunAsync(CommandRow row, CancellationToken ct) => row.Kind switch
    {
        CommandKind.StartSession => StartAsync(row, ct),
        CommandKind.StopSession => StopAsync(row, ct),
        CommandKind.ReserveNow => ReserveAsync(row, ct),
        CommandKind.CancelReservation => CancelAsync(row, ct),
        CommandKind.UnlockConnector => UnlockAsync(row, ct),
        CommandKind.GetProfile or CommandKind.PushProfile => GetProfileAsync(row, ct),
        CommandKind.SetProfile => SetProfileAsync(row, ct),
        _ => ClearProfileAsync(row, ct),
    };

    private async Task<CommandEnd?> StopAsync(CommandRow row, CancellationToken ct)
    {
        if (await SessionAsync(row, ct) is not { } session)
            return new CommandEnd(CommandResultType.Rejected, "The session has ended.");
        return End(await remote.ExecuteAsync(session.Station, new StopTransactionRemotely(session.OcppId), ct), "The charge point did not stop the session.");
    }

    private async Task<CommandEnd?> UnlockAsync(CommandRow row, CancellationToken ct)
    {
        if (await PlaceAsync(row, ct) is not { } place)
            return Gone;
        var outcome = await remote.ExecuteAsync(place.Station, new UnlockOutlet(place.Outlet), ct);
        return outcome.Status switch
        {
            null => Unanswered(outcome),
            "Unlocked" => CommandEnd.Accepted,
            "NotSupported" => new CommandEnd(CommandResultType.NotSupported, "The connector has no lock."),
            "OngoingAuthorizedTransaction" => new CommandEnd(CommandResultType.Rejected, "A session is running there."),
            _ => new CommandEnd(CommandResultType.Failed, $"The charge point answered {outcome.Status}."),
        };
    }

    private static CommandEnd? End(RemoteOutcome outcome, string refusal) => outcome switch
    {
        { Status: null } => Unanswered(outcome),
        { IsAccepted: true } => CommandEnd.Accepted,
        _ => new CommandEnd(CommandResultType.Rejected, refusal),
    };

    private static CommandEnd Gone => new(CommandResultType.Rejected, "The EVSE is gone.");

    private static CommandEnd? Unanswered(RemoteOutcome outcome) => CommandEnd.OfFailure(outcome);

    private async Task<CommandPlace?> PlaceAsync(CommandRow row, CancellationToken ct) =>
        row.Order is { LocationId: { } location, EvseUid: { } uid } && await places.OfLocationAsync(row.Party, location, ct) is { } found
            ? CommandPlaces.Find(row.Party, found, uid)
            : null;

    /// <summary>The transaction, as long as it runs.</summary>
    private async Task<SessionPlace?> SessionAsync(CommandRow row, CancellationToken ct) =>
        row.Order.TransactionId is { } id && await sessions.FindAsync(row.Party, id, ct) is { HasEnded: false } session ? session : null;

    /// <summary>Remembers which charger it went to.</summary>
    private async Task NoteAsync(CommandRow row, CommandPlace place, CancellationToken ct)
    {
        await using var note = database.CreateCommand("update ocpp.ocpi_commands set charger_id = $2, evse_uid = $3 where id = $1");
        note.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = row.Id });
        note.Parameters.Add(new NpgsqlParameter<string> { TypedValue = place.ChargerId });
        note.Parameters.Add(new NpgsqlParameter<string> { TypedValue = place.EvseUid });
        await note.ExecuteNonQueryAsync(ct);
    }
}
