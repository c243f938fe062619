using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V221.Commands;

/// <summary>Commands, as in the path of their request (OCPI 2.2.1 mod_commands).</summary>
public enum CommandType
{
    [JsonStringEnumMemberName("CANCEL_RESERVATION")]
    CancelReservation,

    [JsonStringEnumMemberName("RESERVE_NOW")]
    ReserveNow,

    [JsonStringEnumMemberName("START_SESSION")]
    StartSession,

    [JsonStringEnumMemberName("STOP_SESSION")]
    StopSession,

    [JsonStringEnumMemberName("UNLOCK_CONNECTOR")]
    UnlockConnector,
}
