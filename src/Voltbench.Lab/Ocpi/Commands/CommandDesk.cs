using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;

namespace Voltbench.Lab.Ocpi.Commands;

/// <summary>What a peer is told at once.</summary>
public enum CommandReply : byte
{
    Accepted = 1,
    Rejected,
    NotSupported,
    UnknownSession,

    /// <summary>2003: location, EVSE or connector.</summary>
    UnknownPlace,

    /// <summary>Of profiles.</summary>
    TooOften,

    /// <summary>2001.</summary>
    Invalid,
}

/// <summary>The direct response.</summary>
/// <param name="Reply">Which.</param>
/// <param name="Message">Why, for a person; null when it was accepted.</param>
public sealed record CommandReceipt(CommandReply Reply, string? Message = null)
{
    public static readonly CommandReceipt Accepted = new(CommandReply.Accepted);
}

/// <summary>What a peer sends.</summary>
/// <param name="ResponseUrl">Where it wants the result.</param>
/// <param name="CorrelationId">Goes with the result too.</param>
public sealed record CommandLetter(Party Party, Peer Peer, CommandKind Kind, string ResponseUrl, string CorrelationId, CommandOrder Order);

/// <summary>
/// Takes commands of peers: checks what can be known at once, stores them and wakes the workers. The station is not waited for (2.2.1 mod_commands, 2.1.1
/// §1).
/// </summary>
public sealed class CommandDesk(
    NpgsqlDataSource database, CommandPlaces places, SessionPlaces sessions, PeerTargetPolicy targets, CommandOptions options, TimeProvider time)
{
    internal const string Channel = "voltbench_ocpi_commands";

    public async Task<CommandReceipt> TakeAsync(CommandLetter letter, CancellationToken ct)
    {
        if (CheckUrl(letter.ResponseUrl) is { } objection)
            return new CommandReceipt(CommandReply.Invalid, objection);
        var order = letter.Order;
        CommandReceipt? refusal;
        switch (letter.Kind)
        {
            case CommandKind.StartSession or CommandKind.ReserveNow or CommandKind.UnlockConnector:
                refusal = await CheckPlaceAsync(letter, ct) ?? CheckReservation(order);
                break;
            case CommandKind.CancelReservation:
                refusal = null; // whether there is such a reservation is part of the result
                break;
            default:
                (refusal, order) = await CheckSessionAsync(letter, ct);
                break;
        }

        return refusal ?? await StoreAsync(letter with { Order = order }, ct);
    }

    private string? CheckUrl(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0)
            return "response_url: not an absolute http or https URL";
        return targets.CheckUrl(url) is { } objection ? $"response_url: {objection}" : null;
    }

    private async Task<CommandReceipt?> CheckPlaceAsync(CommandLetter letter, CancellationToken ct)
    {
        var (party, order) = (letter.Party, letter.Order);
        if (await places.OfLocationAsync(party, order.LocationId ?? "", ct) is not { } found)
            return Unknown($"There is no location '{order.LocationId}'.");
        if (order.EvseUid is { } uid)
        {
            if (CommandPlaces.Find(party, found, uid) is not { } place)
                return Unknown($"The location has no EVSE '{uid}'.");
            if (order.ConnectorId is { } connector && !CommandPlaces.Same(party, connector, place.ConnectorId))
                return Unknown($"The EVSE has no connector '{connector}'.");
            found = [place];
        }

        var capability = letter.Kind switch
        {
            CommandKind.StartSession => "REMOTE_START_STOP_CAPABLE",
            CommandKind.ReserveNow => "RESERVABLE",
            _ => "UNLOCK_CAPABLE",
        };
        return found.Any(p => p.Can(capability)) ? null : new CommandReceipt(CommandReply.NotSupported, $"It is not {capability}.");
    }

    private CommandReceipt? CheckReservation(CommandOrder order) =>
        order.Expiry <= time.GetUtcNow() ? new CommandReceipt(CommandReply.Rejected, "The reservation would have ended already.") : null;

    private async Task<(CommandReceipt? Refusal, CommandOrder Order)> CheckSessionAsync(CommandLetter letter, CancellationToken ct)
    {
        var session = await sessions.FindAsync(letter.Party, letter.Order.SessionId ?? "", ct);
        var refusal = session switch
        {
            null => new CommandReceipt(CommandReply.UnknownSession, $"There is no session '{letter.Order.SessionId}'."),
            _ when session.PeerId != letter.Peer.Id => new CommandReceipt(CommandReply.Rejected, "The session is not of a customer of yours."),
            { HasEnded: true } => new CommandReceipt(CommandReply.Rejected, "The session has ended."),
            { TakesProfiles: false } when letter.Kind.IsProfile() => new CommandReceipt(CommandReply.NotSupported, "The EVSE is not CHARGING_PROFILE_CAPABLE."),
            _ => null,
        };
        return (refusal, letter.Order with { TransactionId = session?.TransactionId, EvseUid = session?.EvseUid });
    }

    /// <summary>One row, unless the peer asks too much of us.</summary>
    private async Task<CommandReceipt> StoreAsync(CommandLetter letter, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"""
            with busy as (
                select (select count(*) from ocpp.ocpi_commands where peer_id = $3 and status <> 'DONE') as open,
                       case when $11 then (select count(*) from ocpp.ocpi_commands
                                           where partner_operation_id = $2 and session_id = $8 and command in ('GET_PROFILE', 'SET_PROFILE', 'CLEAR_PROFILE') and created_at > now() - interval '1 minute')
                            else 0 end as profiles),
            stored as (
                insert into ocpp.ocpi_commands (id, partner_operation_id, peer_id, command, body, response_url, correlation_id, session_id, evse_uid, expires_at)
                select $1, $2, $3, $4, $5::json, $6, $7, $8, $9, now() + $10::interval from busy where open < $12 and profiles < $13
                returning id)
            select open, profiles, (select count(*) from stored), pg_notify('{Channel}', '') from busy
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7(time.GetUtcNow()) });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = letter.Party.Id });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = letter.Peer.Id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = letter.Kind.Name() });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = JsonSerializer.Serialize(letter.Order, OrderJson.Default.CommandOrder) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = letter.ResponseUrl });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = letter.CorrelationId });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)letter.Order.SessionId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)letter.Order.EvseUid ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = TimeSpan.FromSeconds(options.TimeoutSeconds) });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = letter.Kind.IsProfile() });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = options.MaxOpen });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = options.ProfilesPerMinute });
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        if (row.GetInt64(2) > 0)
            return CommandReceipt.Accepted;
        return row.GetInt64(0) >= options.MaxOpen
            ? new CommandReceipt(CommandReply.Rejected, "Too many of your commands are under way.")
            : new CommandReceipt(CommandReply.TooOften, "Too many requests for this session; wait a minute.");
    }

    private static CommandReceipt Unknown(string message) => new(CommandReply.UnknownPlace, message);
}
