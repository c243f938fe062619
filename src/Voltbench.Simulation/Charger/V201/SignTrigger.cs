using Voltbench.Ocpp.V201.RemoteControl;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>TriggerMessage for a new key (OCPP 2.0.1 A02, F06).</summary>
internal static class SignTrigger
{
    /// <summary>A combined certificate is one key for CSMS and EV; this station keeps them apart and asks for both.</summary>
    public static TriggerMessageStatus Run(Station station, MessageTrigger wanted)
    {
        var needsV2G = wanted != MessageTrigger.SignChargingStationCertificate;
        if (needsV2G && !station.Configuration.Get(StandardSettings.V2GCertificateInstallationEnabled))
            return TriggerMessageStatus.Rejected;
        if (wanted != MessageTrigger.SignV2GCertificate)
            station.Security.Signing.Begin(CertificateSigningUse.ChargingStationCertificate);
        if (needsV2G)
            station.Security.Signing.Begin(CertificateSigningUse.V2GCertificate);
        return TriggerMessageStatus.Accepted;
    }
}
