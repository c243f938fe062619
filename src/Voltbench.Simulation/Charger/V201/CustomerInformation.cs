using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.Diagnostics;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>
/// OCPP 2.0.1 N09, N10: what the station keeps of a customer is told in parts, or removed. A message follows in either case, also when there is nothing to tell. The
/// local list stays: it is the CSMS's, which changes it by SendLocalList.
/// </summary>
internal static class CustomerInformation
{
    private const int PerMessage = 512;

    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<CustomerInformationRequest>(call.Payload.Span);
        if (Objection(request) is { } refusal)
        {
            station.Reply(call, refusal);
            return;
        }

        station.Reply(call, new CustomerInformationResponse { Status = CustomerInformationStatus.Accepted });
        var data = request.Report ? CustomerData.Tell(station, request) : "";
        if (request.Clear)
            CustomerData.Forget(station, request);
        Send(station, request.RequestId, data);
    }

    private static CustomerInformationResponse? Objection(CustomerInformationRequest request)
    {
        var named = (request.IdToken is null ? 0 : 1) + (request.CustomerCertificate is null ? 0 : 1) + (request.CustomerIdentifier is null ? 0 : 1);
        if (named != 1)
            return Refuse(CustomerInformationStatus.Invalid, "InvalidValue", "Name one of idToken, customerCertificate and customerIdentifier."); // N09.FR.09
        return request.Report || request.Clear
            ? null
            : Refuse(CustomerInformationStatus.Rejected, "InvalidValue", "Neither a report nor a removal is asked for.");
    }

    private static void Send(Station station, int requestId, string data)
    {
        var at = station.ClockNow;
        var seqNo = 0;
        do
        {
            var length = Math.Min(PerMessage, data.Length);
            if (length < data.Length && char.IsHighSurrogate(data[length - 1]))
                length--; // a character is not cut in two
            var part = data[..length];
            data = data[length..];
            station.Calls.Enqueue(
                OutCall.Of(new NotifyCustomerInformationRequest { RequestId = requestId, SeqNo = seqNo++, GeneratedAt = at, Data = part, Tbc = data.Length > 0 }),
                new SimpleReport(station, "NotifyCustomerInformation"),
                null);
        }
        while (data.Length > 0);
    }

    private static CustomerInformationResponse Refuse(CustomerInformationStatus status, string reason, string why)
        => new() { Status = status, StatusInfo = new StatusInfo { ReasonCode = reason, AdditionalInfo = why } };
}
