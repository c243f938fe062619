using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.Diagnostics;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Files;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 N01: a running upload gives way; nothing of the time asked for is a refusal.</summary>
internal static class GetLog
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<GetLogRequest>(call.Payload.Span);
        if (LogNames.IsEmptySpan(station, request.Log.OldestTimestamp, request.Log.LatestTimestamp))
        {
            station.Reply(call, new GetLogResponse
            {
                Status = LogStatus.Rejected,
                StatusInfo = new StatusInfo { ReasonCode = "NotFound", AdditionalInfo = "There is no log of that time." },
            });
            return;
        }

        var options = station.Fleet.Options;
        var order = new LogOrder
        {
            Kind = LogKind.V201,
            RequestId = request.RequestId,
            Type = request.LogType,
            Location = request.Log.RemoteLocation,
            From = request.Log.OldestTimestamp,
            To = request.Log.LatestTimestamp,
            Retries = Math.Max(0, request.Retries ?? options.TransferRetries),
            RetryInterval = request.RetryInterval is { } seconds ? TimeSpan.FromSeconds(Math.Max(0, seconds)) : options.TransferRetryInterval,
            FileName = LogNames.Of(station, request.LogType == LogType.SecurityLog ? "security" : "diagnostics"),
        };
        var status = station.Logs.IsBusy ? LogStatus.AcceptedCanceled : LogStatus.Accepted;
        station.Reply(call, new GetLogResponse { Status = status, Filename = order.FileName });
        station.Logs.Begin(order);
    }
}
