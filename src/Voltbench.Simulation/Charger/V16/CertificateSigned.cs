using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.Security;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>OCPP 1.6 security whitepaper, use cases A02 and A03.</summary>
internal static class CertificateSigned
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<CertificateSignedRequest>(call.Payload.Span);
        var objection = station.Security.Signing.Take(request.CertificateChain, CertificateSigningUse.ChargingStationCertificate);
        station.Reply(call, new CertificateSignedResponse { Status = objection is null ? CertificateSignedStatus.Accepted : CertificateSignedStatus.Rejected });
    }
}
