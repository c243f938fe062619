namespace Voltbench.Simulation.Charger.Security;

/// <summary>
/// The security events of OCPP 2.0.1 part 2 appendix 1 that this station has; 1.6 (security whitepaper §8) says CentralSystem for Csms and ChargePoint for
/// ChargingStation.
/// </summary>
internal enum SecurityEvent : byte
{
    FirmwareUpdated,
    FailedToAuthenticateAtCsms,
    SettingSystemTime,
    StartupOfTheDevice,
    ResetOrReboot,
    ReconfigurationOfSecurityParameters,
    InvalidMessages,
    AttemptedReplayAttacks,
    InvalidFirmwareSignature,
    InvalidFirmwareSigningCertificate,
    InvalidCsmsCertificate,
    InvalidChargingStationCertificate,
    InvalidTLSVersion,
}

internal static class SecurityEventNames
{
    /// <summary>
    /// Told to the CSMS, not only logged: the critical ones, and those of which the standards say that the station shall send them
    /// (1.6 A02.FR.07, L01.FR.02, L01.FR.03: signatures and certificates that it was given).
    /// </summary>
    public static bool IsTold(this SecurityEvent e) => e is not
        (SecurityEvent.FailedToAuthenticateAtCsms or SecurityEvent.ReconfigurationOfSecurityParameters
        or SecurityEvent.InvalidMessages or SecurityEvent.AttemptedReplayAttacks);

    public static string NameOf(this SecurityEvent e, bool isV16) => (e, isV16) switch
    {
        (SecurityEvent.FailedToAuthenticateAtCsms, true) => "FailedToAuthenticateAtCentralSystem",
        (SecurityEvent.InvalidCsmsCertificate, true) => "InvalidCentralSystemCertificate",
        (SecurityEvent.InvalidChargingStationCertificate, true) => "InvalidChargePointCertificate",
        _ => e.ToString(),
    };
}
