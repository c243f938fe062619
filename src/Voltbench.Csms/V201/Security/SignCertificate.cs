using Voltbench.Ocpp.V201.Security;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Csms.V201.Security;

/// <summary>OCPP 2.0.1 part 2, use cases A02 and A03: there is no certificate authority behind this CSMS.</summary>
internal static class SignCertificate
{
    public static SignCertificateResponse Answer(Station station, SignCertificateRequest request) => new()
    {
        Status = GenericStatus.Rejected,
        StatusInfo = new StatusInfo { ReasonCode = "UnsupportedRequest", AdditionalInfo = "there is no certificate authority behind this CSMS" },
    };
}
