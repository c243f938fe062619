using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.Core;
using Voltbench.Simulation.Charger.Vendors;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>OCPP 1.6 §5.6: asks the vendor's handler.</summary>
internal static class DataTransfer
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<DataTransferRequest>(call.Payload.Span);
        var data = request.Data is null ? (System.Text.Json.JsonElement?)null : VendorHandlers.Json(request.Data);
        var (outcome, answer) = VendorHandlers.Handle(station, new VendorMessage(request.VendorId, request.MessageId, data));
        station.Reply(call, new DataTransferResponse
        {
            Status = outcome switch
            {
                VendorHandlers.Outcome.Accepted => DataTransferStatus.Accepted,
                VendorHandlers.Outcome.Rejected => DataTransferStatus.Rejected,
                VendorHandlers.Outcome.UnknownMessageId => DataTransferStatus.UnknownMessageId,
                _ => DataTransferStatus.UnknownVendorId,
            },
            Data = answer.Data is null ? null : new VendorMessage("", null, answer.Data).Text,
        });
    }
}
