using Voltbench.Csms.V201.Authorization;
using Voltbench.Csms.V201.MeterValues;
using Voltbench.Ocpp.V201.Transactions;

namespace Voltbench.Csms.V201.Transactions;

/// <summary>OCPP 2.0.1 part 2, use cases E01–E15: stores what the event says. Whoever shows a token is told what it is worth (E01.FR.11, E03, E07).</summary>
internal static class TransactionEvent
{
    public static async ValueTask<TransactionEventResponse> AnswerAsync(Station station, TransactionEventRequest request, string callId)
    {
        var ended = request.EventType == TransactionEventType.Ended;
        var verdict = request.IdToken is { } token
            ? await Tokens.DecideAsync(station, token, ended ? TokenPurpose.Stop : TokenPurpose.Start, request)
            : null;
        var change = new TransactionChange(
            station.Id,
            request.TransactionInfo.TransactionId,
            Phase(request.EventType),
            request.SeqNo,
            request.Timestamp,
            request.Evse?.Id,
            request.Evse?.ConnectorId,
            request.IdToken?.Token,
            Registers.Newest(request.MeterValue),
            ended ? (request.TransactionInfo.StoppedReason ?? Reason.Local).ToString() : null); // left out when it is Local
        if (station.OperatorId is { } owner)
        {
            change = change with
            {
                Owner = new TransactionOwner(owner, verdict?.Grant, request.ReservationId, request.TransactionInfo.RemoteStartId),
                Samples = Readings.Of(request),
            };
        }

        await station.Store.EventAsync(change);
        return new TransactionEventResponse { IdTokenInfo = verdict is null ? null : Tokens.InfoOf(verdict) };
    }

    private static TransactionPhase Phase(TransactionEventType type) => type switch
    {
        TransactionEventType.Started => TransactionPhase.Started,
        TransactionEventType.Ended => TransactionPhase.Ended,
        _ => TransactionPhase.Updated,
    };
}
