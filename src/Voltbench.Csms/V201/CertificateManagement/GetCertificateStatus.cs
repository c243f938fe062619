using Voltbench.Ocpp.V201.CertificateManagement;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Csms.V201.CertificateManagement;

/// <summary>OCPP 2.0.1 part 2, use case M06: there is no OCSP responder behind this CSMS.</summary>
internal static class GetCertificateStatus
{
    public static GetCertificateStatusResponse Answer(Station station, GetCertificateStatusRequest request) => new()
    {
        Status = Voltbench.Ocpp.V201.CertificateManagement.GetCertificateStatus.Failed,
        StatusInfo = new StatusInfo { ReasonCode = "UnsupportedRequest", AdditionalInfo = "there is no OCSP responder behind this CSMS" },
    };
}
