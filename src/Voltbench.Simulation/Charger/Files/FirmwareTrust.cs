using Voltbench.Ocpp.Certificates;
using Voltbench.Simulation.Charger.Security;

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
        var objection = certificate is null ? "The signing certificate cannot be read." : CertificateQuality.Objection(certificate, station.ClockNow);
        // Where the CSMS installed roots of the manufacturer, the certificate has to lead to one.
        if (objection is null && station.SecurityIfAny?.CertificatesIfAny?.Open(RootUse.Manufacturer) is { Count: > 0 } roots)
            objection = CertificateChain.Objection(CertificateChain.Read(pem), roots, station.ClockNow);
        if (objection is null && !RevokedCertificates.Holds(station, certificate!))
            return FirmwareVerdict.Trusted;
        station.Report(SecurityEvent.InvalidFirmwareSigningCertificate, objection ?? "The signing certificate is revoked.");
        return objection is null ? FirmwareVerdict.Revoked : FirmwareVerdict.Invalid;
    }
}
