namespace Voltbench.Ocpp.V16.Types;

public enum CertificateUse
{
    CentralSystemRootCertificate,
    ManufacturerRootCertificate,
}
