using Voltbench.Ocpp.V201.Availability;

namespace Voltbench.Csms.V201.Availability;

/// <summary>OCPP 2.0.1 part 2, use case G01: remembers the state of the connector.</summary>
internal static class StatusNotification
{
    public static StatusNotificationResponse Answer(Station station, StatusNotificationRequest request)
    {
        station.SetConnector(new ConnectorInfo(request.EvseId, request.ConnectorId, request.ConnectorStatus.ToString(), ErrorCode: null));
        return new StatusNotificationResponse();
    }
}
