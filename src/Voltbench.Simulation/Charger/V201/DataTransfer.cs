using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.DataTransfer;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Vendors;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 P01: asks the vendor's handler.</summary>
internal static class DataTransfer
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<DataTransferRequest>(call.Payload.Span);
        var (outcome, answer) = VendorHandlers.Handle(station, new VendorMessage(request.VendorId, request.MessageId, request.Data));
        station.Reply(call, new DataTransferResponse
        {
            Status = outcome switch
            {
                VendorHandlers.Outcome.Accepted => DataTransferStatus.Accepted,
                VendorHandlers.Outcome.Rejected => DataTransferStatus.Rejected,
                VendorHandlers.Outcome.UnknownMessageId => DataTransferStatus.UnknownMessageId,
                _ => DataTransferStatus.UnknownVendorId,
            },
            StatusInfo = answer.Why is { } why ? new StatusInfo { ReasonCode = "Unspecified", AdditionalInfo = Text.Cut(why, 512) } : null,
            Data = answer.Data,
        });
    }
}
