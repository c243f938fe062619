using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V221.Commands;

/// <summary>Outcomes of a command (OCPI 2.2.1 mod_commands).</summary>
public enum CommandResultType
{
    [JsonStringEnumMemberName("ACCEPTED")]
    Accepted,

    [JsonStringEnumMemberName("CANCELED_RESERVATION")]
    CanceledReservation,

    [JsonStringEnumMemberName("EVSE_OCCUPIED")]
    EvseOccupied,

    [JsonStringEnumMemberName("EVSE_INOPERATIVE")]
    EvseInoperative,

    [JsonStringEnumMemberName("FAILED")]
    Failed,

    [JsonStringEnumMemberName("NOT_SUPPORTED")]
    NotSupported,

    [JsonStringEnumMemberName("REJECTED")]
    Rejected,

    [JsonStringEnumMemberName("TIMEOUT")]
    Timeout,

    [JsonStringEnumMemberName("UNKNOWN_RESERVATION")]
    UnknownReservation,
}
