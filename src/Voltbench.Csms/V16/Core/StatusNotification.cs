using Voltbench.Ocpp.V16.Core;

namespace Voltbench.Csms.V16.Core;

/// <summary>
/// OCPP 1.6 §4.9: remembers the state of the connector; connector 0 is the charge point itself. It is all that 1.6 tells of whether energy flows, so at
/// a station of an operator it is kept with the transaction.
/// </summary>
internal static class StatusNotification
{
    public static async ValueTask<StatusNotificationResponse> AnswerAsync(Station station, StatusNotificationRequest request, string callId)
    {
        var error = request.ErrorCode == ChargePointErrorCode.NoError ? null : request.ErrorCode.ToString();
        station.SetConnector(new ConnectorInfo(EvseId: null, request.ConnectorId, request.Status.ToString(), error));
        if (station.OperatorId is not null && request.ConnectorId > 0 && ChargingState(request.Status) is { } state)
            await station.Store.StateAsync(station.Id, request.ConnectorId, state, request.Timestamp ?? station.Now);
        return new StatusNotificationResponse();
    }

    /// <summary>In the words of 2.0.1; null when the status says nothing of it.</summary>
    private static string? ChargingState(ChargePointStatus status) => status switch
    {
        ChargePointStatus.Charging => "Charging",
        ChargePointStatus.SuspendedEV => "SuspendedEV",
        ChargePointStatus.SuspendedEVSE => "SuspendedEVSE",
        ChargePointStatus.Finishing => "EVConnected",
        _ => null,
    };
}
