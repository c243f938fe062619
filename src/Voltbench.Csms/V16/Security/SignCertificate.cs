using Voltbench.Ocpp.V16.Security;

namespace Voltbench.Csms.V16.Security;

/// <summary>OCPP 1.6 security whitepaper, use cases A02 and A03: there is no certificate authority behind this CSMS.</summary>
internal static class SignCertificate
{
    public static SignCertificateResponse Answer(Station station, SignCertificateRequest request) => new() { Status = GenericStatus.Rejected };
}
