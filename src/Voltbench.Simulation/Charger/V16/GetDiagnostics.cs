using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.FirmwareManagement;
using Voltbench.Simulation.Charger.Files;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>OCPP 1.6 §5.9: the name of the file, or none when there is nothing of the time asked for.</summary>
internal static class GetDiagnostics
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<GetDiagnosticsRequest>(call.Payload.Span);
        if (LogNames.IsEmptySpan(station, request.StartTime, request.StopTime))
        {
            station.Reply(call, new GetDiagnosticsResponse());
            return;
        }

        var options = station.Fleet.Options;
        var order = new LogOrder
        {
            Kind = LogKind.Diagnostics,
            Location = request.Location,
            From = request.StartTime,
            To = request.StopTime,
            Retries = Math.Max(0, request.Retries ?? options.TransferRetries),
            RetryInterval = request.RetryInterval is { } seconds ? TimeSpan.FromSeconds(Math.Max(0, seconds)) : options.TransferRetryInterval,
            FileName = LogNames.Of(station, "diagnostics"),
        };
        station.Reply(call, new GetDiagnosticsResponse { FileName = order.FileName });
        station.Logs.Begin(order);
    }
}
