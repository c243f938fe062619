using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.TariffAndCost;
using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 I02: the running cost is shown at the EVSE. A transaction that runs nowhere has no display; the answer cannot say so.</summary>
internal static class CostUpdated
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<CostUpdatedRequest>(call.Payload.Span);
        station.Reply(call, new CostUpdatedResponse());
        if (station.Configuration.Get(StandardSettings.CostEnabled) && station.Sessions.FindByReference(request.TransactionId) is not null)
            station.Display.Tell(request.TransactionId, null, request.TotalCost, isFinal: false, message: null);
    }
}
