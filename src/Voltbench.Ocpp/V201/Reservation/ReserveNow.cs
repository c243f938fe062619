using System.Text.Json.Serialization;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.Reservation;

/// <summary>Reserves an EVSE for an identifier. Sent by the CSMS (OCPP 2.0.1 part 2, use case H01).</summary>
public sealed record ReserveNowRequest
{
    public required int Id { get; init; }

    public required DateTimeOffset ExpiryDateTime { get; init; }

    public ConnectorType? ConnectorType { get; init; }

    public required IdToken IdToken { get; init; }

    public int? EvseId { get; init; }

    public IdToken? GroupIdToken { get; init; }
}

public sealed record ReserveNowResponse
{
    public required ReserveNowStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

/// <summary>Kinds of connectors: a fixed cable, a socket or wireless.</summary>
public enum ConnectorType
{
    [JsonStringEnumMemberName("cCCS1")]
    CableCcs1,

    [JsonStringEnumMemberName("cCCS2")]
    CableCcs2,

    [JsonStringEnumMemberName("cG105")]
    CableG105,

    [JsonStringEnumMemberName("cTesla")]
    CableTesla,

    [JsonStringEnumMemberName("cType1")]
    CableType1,

    [JsonStringEnumMemberName("cType2")]
    CableType2,

    [JsonStringEnumMemberName("s309-1P-16A")]
    Socket309OnePhase16A,

    [JsonStringEnumMemberName("s309-1P-32A")]
    Socket309OnePhase32A,

    [JsonStringEnumMemberName("s309-3P-16A")]
    Socket309ThreePhase16A,

    [JsonStringEnumMemberName("s309-3P-32A")]
    Socket309ThreePhase32A,

    [JsonStringEnumMemberName("sBS1361")]
    SocketBs1361,

    [JsonStringEnumMemberName("sCEE-7-7")]
    SocketCee77,

    [JsonStringEnumMemberName("sType2")]
    SocketType2,

    [JsonStringEnumMemberName("sType3")]
    SocketType3,

    Other1PhMax16A,

    Other1PhOver16A,

    Other3Ph,

    Pan,

    [JsonStringEnumMemberName("wInductive")]
    WirelessInductive,

    [JsonStringEnumMemberName("wResonant")]
    WirelessResonant,

    Undetermined,

    Unknown,
}

public enum ReserveNowStatus
{
    Accepted,
    Faulted,
    Occupied,
    Rejected,
    Unavailable,
}
