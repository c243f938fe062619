using System.Text.Json;
using Voltbench.Ocpp;

namespace Voltbench.Simulation.Charger.Vendors;

/// <summary><c>voltbench</c> CallBack: the station sends a DataTransfer of its own with the same data, messageId <c>CalledBack</c>, and shows in <c>last_error</c> when it is refused (OCPP 1.6 §4.3, OCPP 2.0.1 P02).</summary>
internal sealed class CallBack(Station station) : ICallOwner
{
    public static VendorAnswer Handle(Station station, VendorMessage message)
    {
        station.Calls.Enqueue(CallOf(station, message with { MessageId = "CalledBack" }), new CallBack(station), null);
        return VendorAnswer.Accepted();
    }

    public void OnAnswer(object? tag, in CallAnswer answer)
    {
        if (answer.End is CallEnd.Error or CallEnd.Invalid or CallEnd.Timeout)
            station.Connection.Report(answer.Problem("DataTransfer"));
        if (answer.End != CallEnd.Result)
            return;
        using var payload = JsonDocument.Parse(answer.Input.Payload);
        var status = payload.RootElement.GetProperty("status").GetString();
        if (status != "Accepted")
            station.Connection.Report($"The CSMS answered DataTransfer with {status}.");
    }

    private static OutCall CallOf(Station station, VendorMessage message) => station.Spec.Version == OcppVersion.V16
        ? OutCall.Of(new Ocpp.V16.Core.DataTransferRequest { VendorId = message.VendorId, MessageId = message.MessageId, Data = message.Data is null ? null : message.Text })
        : OutCall.Of(new Ocpp.V201.DataTransfer.DataTransferRequest { VendorId = message.VendorId, MessageId = message.MessageId, Data = message.Data });
}
