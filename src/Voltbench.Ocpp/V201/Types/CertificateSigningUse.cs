namespace Voltbench.Ocpp.V201.Types;

public enum CertificateSigningUse
{
    ChargingStationCertificate,
    V2GCertificate,
}
