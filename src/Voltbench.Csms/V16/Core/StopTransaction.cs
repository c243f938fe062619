using System.Globalization;
using Voltbench.Ocpp.V16.Core;

namespace Voltbench.Csms.V16.Core;

/// <summary>
/// OCPP 1.6 §4.10: closes the transaction. A stop cannot be refused: one for a transaction that the station does not have is answered like any other,
/// or the station would send it for ever.
/// </summary>
internal static class StopTransaction
{
    public static async ValueTask<StopTransactionResponse> AnswerAsync(Station station, StopTransactionRequest request, string callId)
    {
        var reason = request.Reason ?? Reason.Local; // §7.38: left out when it is Local
        var stop = new TransactionStop(station.Id, request.TransactionId, request.MeterStop, request.Timestamp, reason.ToString())
        {
            Samples = station.OperatorId is not null && request.TransactionData is { } data ? Readings.Of(data) : [],
        };
        if (!await station.Store.StopAsync(stop))
            station.UnknownStop(request.TransactionId);
        if (request.IdTag is not { } idTag)
            return new StopTransactionResponse();
        var number = request.TransactionId.ToString(CultureInfo.InvariantCulture);
        return new StopTransactionResponse { IdTagInfo = Tags.InfoOf(await station.DecideAsync(idTag, TokenPurpose.Stop, transactionId: number)) };
    }
}
