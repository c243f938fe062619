using Voltbench.Ocpp;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Simulation.Charger.Security;

/// <summary>The messages of both versions that a station sends about its security; they differ in little but their types.</summary>
internal static class SecurityMessages
{
    public static OutCall Event(Station station, SecurityEntry entry) => station.Spec.Version == OcppVersion.V16
        ? OutCall.Of(new Ocpp.V16.Security.SecurityEventNotificationRequest { Type = entry.Event.NameOf(isV16: true), Timestamp = entry.At, TechInfo = entry.Info })
        : OutCall.Of(new Ocpp.V201.Security.SecurityEventNotificationRequest { Type = entry.Event.NameOf(isV16: false), Timestamp = entry.At, TechInfo = entry.Info });

    public static OutCall SignCertificate(Station station, string csr, CertificateSigningUse use) => station.Spec.Version == OcppVersion.V16
        ? OutCall.Of(new Ocpp.V16.Security.SignCertificateRequest { Csr = csr })
        : OutCall.Of(new Ocpp.V201.Security.SignCertificateRequest { Csr = csr, CertificateType = use });

    /// <summary>Whether the CSMS takes the request on.</summary>
    public static bool ReadSignCertificate(Station station, in RpcInput answer) => station.Spec.Version == OcppVersion.V16
        ? OcppJson.Deserialize<Ocpp.V16.Security.SignCertificateResponse>(answer.Payload.Span).Status == Ocpp.V16.Security.GenericStatus.Accepted
        : OcppJson.Deserialize<Ocpp.V201.Security.SignCertificateResponse>(answer.Payload.Span).Status == GenericStatus.Accepted;
}
