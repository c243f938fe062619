using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V211.Commands;

/// <summary>Commands, as in the path of their request (OCPI 2.1.1 mod_commands §4.2).</summary>
public enum CommandType
{
    [JsonStringEnumMemberName("RESERVE_NOW")]
    ReserveNow,

    [JsonStringEnumMemberName("START_SESSION")]
    StartSession,

    [JsonStringEnumMemberName("STOP_SESSION")]
    StopSession,

    [JsonStringEnumMemberName("UNLOCK_CONNECTOR")]
    UnlockConnector,
}
