namespace Voltbench.Simulation.Charger.Files;

internal enum FirmwareVerdict
{
    Trusted,
    Invalid,
    Revoked,
}

/// <summary>Whether a station lets a certificate sign its firmware (1.6 security whitepaper L01.FR.23, 2.0.1 L01.FR.22).</summary>
internal static class FirmwareTrust
{
    public static FirmwareVerdict Judge(Station station, string pem)
    {
        using var certificate = FirmwareSignature.ReadCertificate(pem);
        var isValid = certificate is not null
            && certificate.NotBefore.ToUniversalTime() <= station.ClockNow.UtcDateTime
            && certificate.NotAfter.ToUniversalTime() >= station.ClockNow.UtcDateTime;
        if (isValid)
            return FirmwareVerdict.Trusted;
        FirmwareNotices.SecurityEvent(
            station, "InvalidFirmwareSigningCertificate", certificate is null ? "The signing certificate cannot be read." : "The signing certificate is out of its time.");
        return FirmwareVerdict.Invalid;
    }
}
