using System.Globalization;
using Voltbench.Ocpp.V16.Core;

namespace Voltbench.Csms.V16.Core;

/// <summary>
/// OCPP 1.6 §4.8: stores the transaction and gives it its number, whatever the id tag is worth: the energy flows already, and the station decides by
/// the status in the answer whether it goes on.
/// </summary>
internal static class StartTransaction
{
    public static async ValueTask<StartTransactionResponse> AnswerAsync(Station station, StartTransactionRequest request, string callId)
    {
        var verdict = await station.DecideAsync(
            request.IdTag, TokenPurpose.Start, connectorId: request.ConnectorId, reservationId: request.ReservationId);
        var start = new TransactionStart(station.Id, Reference(request, callId), request.ConnectorId, request.IdTag, request.MeterStart, request.Timestamp)
        {
            Owner = station.OperatorId is { } owner ? new TransactionOwner(owner, verdict.Grant, request.ReservationId) : null,
        };
        return new StartTransactionResponse { TransactionId = await station.Store.StartAsync(start), IdTagInfo = Tags.InfoOf(verdict) };
    }

    // A station that was not answered sends the same CALL again, perhaps after a crash. The id alone does not tell: many stations count from 1 after
    // every boot.
    private static string Reference(StartTransactionRequest request, string callId) =>
        string.Create(CultureInfo.InvariantCulture, $"{callId}/{request.ConnectorId}/{request.Timestamp.UtcDateTime:O}");
}
