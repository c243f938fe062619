using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.Diagnostics;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 N03.</summary>
internal static class SetMonitoringBase
{
    public static void Handle(Station station, in RpcInput call)
    {
        station.Monitors.SetBase(OcppJson.Deserialize<SetMonitoringBaseRequest>(call.Payload.Span).MonitoringBase);
        station.Reply(call, new SetMonitoringBaseResponse { Status = GenericDeviceModelStatus.Accepted });
    }
}
