using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.Security;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 use cases A02 and A03.</summary>
internal static class CertificateSigned
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<CertificateSignedRequest>(call.Payload.Span);
        // Without a type it is the station's certificate.
        var objection = station.Security.Signing.Take(request.CertificateChain, request.CertificateType ?? CertificateSigningUse.ChargingStationCertificate);
        station.Reply(call, new CertificateSignedResponse
        {
            Status = objection is null ? CertificateSignedStatus.Accepted : CertificateSignedStatus.Rejected,
            StatusInfo = objection is null ? null : new StatusInfo { ReasonCode = "InvalidCertificate", AdditionalInfo = Text.Cut(objection, 512) },
        });
    }
}
