using System.Text.Json.Serialization;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.Provisioning;

/// <summary>Stores how to reach a CSMS. Sent by the CSMS (OCPP 2.0.1 part 2, use case B09).</summary>
public sealed record SetNetworkProfileRequest
{
    public required int ConfigurationSlot { get; init; }

    public required NetworkConnectionProfile ConnectionData { get; init; }
}

public sealed record SetNetworkProfileResponse
{
    public required SetNetworkProfileStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

/// <summary>How to reach a CSMS.</summary>
public sealed record NetworkConnectionProfile
{
    public Apn? Apn { get; init; }

    public required OcppProtocol OcppVersion { get; init; }

    public required OcppTransport OcppTransport { get; init; }

    [MaxLength(512)]
    public required string OcppCsmsUrl { get; init; }

    /// <summary>How long to wait for an answer, s.</summary>
    public required int MessageTimeout { get; init; }

    public required int SecurityProfile { get; init; }

    public required OcppInterface OcppInterface { get; init; }

    public Vpn? Vpn { get; init; }
}

public sealed record Apn
{
    [JsonPropertyName("apn")]
    [MaxLength(512)]
    public required string Name { get; init; }

    [MaxLength(20)]
    public string? ApnUserName { get; init; }

    [MaxLength(20)]
    public string? ApnPassword { get; init; }

    public int? SimPin { get; init; }

    [MaxLength(6)]
    public string? PreferredNetwork { get; init; }

    public bool? UseOnlyPreferredNetwork { get; init; }

    public required ApnAuthentication ApnAuthentication { get; init; }
}

public sealed record Vpn
{
    [MaxLength(512)]
    public required string Server { get; init; }

    [MaxLength(20)]
    public required string User { get; init; }

    [MaxLength(20)]
    public string? Group { get; init; }

    [MaxLength(20)]
    public required string Password { get; init; }

    [MaxLength(255)]
    public required string Key { get; init; }

    public required VpnType Type { get; init; }
}

public enum ApnAuthentication
{
    CHAP,
    NONE,
    PAP,
    AUTO,
}

/// <summary>OCPP versions as network profiles name them.</summary>
public enum OcppProtocol
{
    OCPP12,
    OCPP15,
    OCPP16,
    OCPP20,
}

public enum OcppTransport
{
    JSON,
    SOAP,
}

public enum OcppInterface
{
    Wired0,
    Wired1,
    Wired2,
    Wired3,
    Wireless0,
    Wireless1,
    Wireless2,
    Wireless3,
}

public enum VpnType
{
    IKEv2,
    IPSec,
    L2TP,
    PPTP,
}

public enum SetNetworkProfileStatus
{
    Accepted,
    Rejected,
    Failed,
}
