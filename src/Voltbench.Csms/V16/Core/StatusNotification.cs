using Voltbench.Ocpp.V16.Core;

namespace Voltbench.Csms.V16.Core;

/// <summary>OCPP 1.6 §4.9: remembers the state of the connector; connector 0 is the charge point itself.</summary>
internal static class StatusNotification
{
    public static StatusNotificationResponse Answer(Station station, StatusNotificationRequest request)
    {
        var error = request.ErrorCode == ChargePointErrorCode.NoError ? null : request.ErrorCode.ToString();
        station.SetConnector(new ConnectorInfo(EvseId: null, request.ConnectorId, request.Status.ToString(), error));
        return new StatusNotificationResponse();
    }
}
