using Voltbench.Ocpp.V201.CertificateManagement;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Csms.V201.CertificateManagement;

/// <summary>OCPP 2.0.1 part 2, use cases M01 and M02: there is no contract certificate pool behind this CSMS.</summary>
internal static class Get15118EVCertificate
{
    public static Get15118EVCertificateResponse Answer(Station station, Get15118EVCertificateRequest request) => new()
    {
        Status = Iso15118EVCertificateStatus.Failed,
        ExiResponse = "",
        StatusInfo = new StatusInfo { ReasonCode = "UnsupportedRequest", AdditionalInfo = "there is no contract certificate pool behind this CSMS" },
    };
}
