using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.Provisioning;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 B11, B12: the station or one EVSE, at once or when no transaction runs there.</summary>
internal static class Reset
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<ResetRequest>(call.Payload.Span);
        var connector = request.EvseId is { } id ? station.Find(id) : null;
        if (request.EvseId is not null && connector is null)
        {
            station.Reply(call, new ResetResponse { Status = ResetStatus.Rejected, StatusInfo = new StatusInfo { ReasonCode = "UnknownEvse" } });
            return;
        }

        var mustWait = request.Type == ResetType.OnIdle
            && (connector is null ? Array.Exists(station.Connectors, static c => c.Session is { IsRunning: true }) : connector.Session is { IsRunning: true });
        station.Reply(call, new ResetResponse { Status = mustWait ? ResetStatus.Scheduled : ResetStatus.Accepted });
        if (request.Type == ResetType.OnIdle)
            _ = station.Resets.WhenIdle(connector);
        else
            station.Resets.Now(connector);
    }
}
