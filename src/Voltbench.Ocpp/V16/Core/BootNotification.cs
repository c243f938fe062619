using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V16.Core;

/// <summary>Registers after start. Sent by the charge point (OCPP 1.6 §4.2).</summary>
public sealed record BootNotificationRequest
{
    [MaxLength(20)]
    public required string ChargePointVendor { get; init; }

    [MaxLength(20)]
    public required string ChargePointModel { get; init; }

    [MaxLength(25)]
    public string? ChargePointSerialNumber { get; init; }

    [MaxLength(25)]
    public string? ChargeBoxSerialNumber { get; init; }

    [MaxLength(50)]
    public string? FirmwareVersion { get; init; }

    [MaxLength(20)]
    public string? Iccid { get; init; }

    [MaxLength(20)]
    public string? Imsi { get; init; }

    [MaxLength(25)]
    public string? MeterType { get; init; }

    [MaxLength(25)]
    public string? MeterSerialNumber { get; init; }
}

public sealed record BootNotificationResponse
{
    public required RegistrationStatus Status { get; init; }

    public required DateTimeOffset CurrentTime { get; init; }

    /// <summary>Accepted: time between heartbeats, s. Otherwise: time before the next try, s; 0 leaves that to the station.</summary>
    public required int Interval { get; init; }
}

/// <summary>Verdict on a boot (§7.38).</summary>
public enum RegistrationStatus
{
    Accepted,
    Pending,
    Rejected,
}
