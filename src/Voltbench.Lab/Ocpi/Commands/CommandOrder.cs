using System.Text.Json;
using System.Text.Json.Serialization;
using Voltbench.Csms;

namespace Voltbench.Lab.Ocpi.Commands;

/// <summary>What peers may ask of a CPO's chargers: modules commands and, of 2.2.1, chargingprofiles.</summary>
public enum CommandKind : byte
{
    StartSession = 1,
    StopSession,
    ReserveNow,
    CancelReservation,
    UnlockConnector,
    GetProfile,
    SetProfile,
    ClearProfile,

    /// <summary>Of ours: what has become of a profile that the peer set.</summary>
    PushProfile,
}

/// <summary>A command in the words of no version, as it is stored until it is carried out.</summary>
public sealed record CommandOrder
{
    public string? LocationId { get; init; }

    public string? EvseUid { get; init; }

    public string? ConnectorId { get; init; }

    /// <summary>The token as the peer sent it.</summary>
    public JsonElement? Token { get; init; }

    public string? TokenUid { get; init; }

    /// <summary>As on the wire: <c>RFID</c>, <c>APP_USER</c>, <c>AD_HOC_USER</c> or <c>OTHER</c>.</summary>
    public string? TokenType { get; init; }

    public string? AuthorizationReference { get; init; }

    /// <summary>What the peer calls the reservation.</summary>
    public string? ReservationId { get; init; }

    public DateTimeOffset? Expiry { get; init; }

    public string? SessionId { get; init; }

    /// <summary>Of the session: <c>ocpp.csms_transactions.id</c>.</summary>
    public int? TransactionId { get; init; }

    /// <summary>Length of the active profile, s.</summary>
    public int? Seconds { get; init; }

    public LimitSchedule? Schedule { get; init; }
}

/// <summary>Names of the kinds, and how an order is stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CommandOrder))]
internal sealed partial class OrderJson : JsonSerializerContext;

internal static class CommandKinds
{
    public static string Name(this CommandKind kind) => kind switch
    {
        CommandKind.StartSession => "START_SESSION",
        CommandKind.StopSession => "STOP_SESSION",
        CommandKind.ReserveNow => "RESERVE_NOW",
        CommandKind.CancelReservation => "CANCEL_RESERVATION",
        CommandKind.UnlockConnector => "UNLOCK_CONNECTOR",
        CommandKind.GetProfile => "GET_PROFILE",
        CommandKind.SetProfile => "SET_PROFILE",
        CommandKind.ClearProfile => "CLEAR_PROFILE",
        _ => "PUSH_PROFILE",
    };

    /// <summary>Null for a name of a newer version of this program.</summary>
    public static CommandKind? Find(string name) => Enum.GetValues<CommandKind>().Cast<CommandKind?>().FirstOrDefault(kind => kind!.Value.Name() == name);

    public static bool IsProfile(this CommandKind kind) => kind is CommandKind.GetProfile or CommandKind.SetProfile or CommandKind.ClearProfile or CommandKind.PushProfile;

    /// <summary>The module that it belongs to.</summary>
    public static string Module(this CommandKind kind) => kind.IsProfile() ? "chargingprofiles" : "commands";
}
