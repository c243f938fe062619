using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.Provisioning;

/// <summary>Registers after start. Sent by the charging station (OCPP 2.0.1 part 2, use cases B01–B03).</summary>
public sealed record BootNotificationRequest
{
    public required ChargingStation ChargingStation { get; init; }

    public required BootReason Reason { get; init; }
}

public sealed record BootNotificationResponse
{
    public required DateTimeOffset CurrentTime { get; init; }

    /// <summary>Accepted: time between heartbeats, s. Otherwise: time before the next try, s; 0 leaves that to the station.</summary>
    public required int Interval { get; init; }

    public required RegistrationStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

/// <summary>Who the station is.</summary>
public sealed record ChargingStation
{
    [MaxLength(25)]
    public string? SerialNumber { get; init; }

    [MaxLength(20)]
    public required string Model { get; init; }

    public Modem? Modem { get; init; }

    [MaxLength(50)]
    public required string VendorName { get; init; }

    [MaxLength(50)]
    public string? FirmwareVersion { get; init; }
}

/// <summary>The SIM card in use.</summary>
public sealed record Modem
{
    [MaxLength(20)]
    public string? Iccid { get; init; }

    [MaxLength(20)]
    public string? Imsi { get; init; }
}

public enum BootReason
{
    ApplicationReset,
    FirmwareUpdate,
    LocalReset,
    PowerUp,
    RemoteReset,
    ScheduledReset,
    Triggered,
    Unknown,
    Watchdog,
}

public enum RegistrationStatus
{
    Accepted,
    Pending,
    Rejected,
}
