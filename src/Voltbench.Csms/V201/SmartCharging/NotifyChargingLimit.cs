using Voltbench.Ocpp.V201.SmartCharging;

namespace Voltbench.Csms.V201.SmartCharging;

/// <summary>OCPP 2.0.1 part 2, use case K12: a limit from elsewhere holds now; at a station of an operator who set a profile hears of it.</summary>
internal static class NotifyChargingLimit
{
    public static async ValueTask<NotifyChargingLimitResponse> AnswerAsync(Station station, NotifyChargingLimitRequest request, string callId)
    {
        if (station.OperatorId is not null)
            await station.Store.LimitsAsync(station.Id, request.EvseId);
        return new NotifyChargingLimitResponse();
    }
}
