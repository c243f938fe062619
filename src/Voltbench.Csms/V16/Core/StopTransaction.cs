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
        var stop = new TransactionStop(station.Id, request.TransactionId, request.MeterStop, request.Timestamp, reason.ToString());
        if (!await station.Store.StopAsync(stop))
            station.UnknownStop(request.TransactionId);
        return new StopTransactionResponse { IdTagInfo = request.IdTag is { } idTag ? Tags.InfoOf(station, idTag) : null };
    }
}
