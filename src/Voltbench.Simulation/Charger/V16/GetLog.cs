using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.Security;
using Voltbench.Simulation.Charger.Files;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>OCPP 1.6 security whitepaper N01: a running upload gives way (FR.11); nothing of the time asked for is a refusal.</summary>
internal static class GetLog
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<GetLogRequest>(call.Payload.Span);
        if (LogNames.IsEmptySpan(station, request.Log.OldestTimestamp, request.Log.LatestTimestamp))
        {
            station.Reply(call, new GetLogResponse { Status = LogStatus.Rejected });
            return;
        }

        var options = station.Fleet.Options;
        var isSecurity = request.LogType == LogType.SecurityLog;
        var order = new LogOrder
        {
            Kind = LogKind.V16,
            RequestId = request.RequestId,
            Type = isSecurity ? Ocpp.V201.Diagnostics.LogType.SecurityLog : Ocpp.V201.Diagnostics.LogType.DiagnosticsLog,
            Location = request.Log.RemoteLocation,
            From = request.Log.OldestTimestamp,
            To = request.Log.LatestTimestamp,
            Retries = Math.Max(0, request.Retries ?? options.TransferRetries),
            RetryInterval = request.RetryInterval is { } seconds ? TimeSpan.FromSeconds(Math.Max(0, seconds)) : options.TransferRetryInterval,
            FileName = LogNames.Of(station, isSecurity ? "security" : "diagnostics"),
        };
        var status = station.Logs.IsBusy ? LogStatus.AcceptedCanceled : LogStatus.Accepted;
        station.Reply(call, new GetLogResponse { Status = status, Filename = order.FileName });
        station.Logs.Begin(order);
    }
}
