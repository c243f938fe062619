using Voltbench.Csms.Remote;
using Voltbench.Ocpp.V201.RemoteControl;
using Voltbench.Ocpp.V201.Reservation;
using Voltbench.Ocpp.V201.SmartCharging;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Csms.V201;

/// <summary>Remote operations in the words of 2.0.1.</summary>
internal static class RemoteOperations
{
    private const int WholeStation = 0;

    public static Task<RemoteOutcome> ExecuteAsync(Station station, RemoteOperation operation, CancellationToken stop) => operation switch
    {
        StartTransactionRemotely start => RemoteCall.SendAsync<RequestStartTransactionRequest, RequestStartTransactionResponse>(
            station,
            new RequestStartTransactionRequest { IdToken = Token(start.Token), EvseId = start.Outlet?.EvseId, RemoteStartId = start.RemoteStartId },
            static answer => RemoteCall.Answered(answer.Status),
            stop),
        StopTransactionRemotely ending => RemoteCall.SendAsync<RequestStopTransactionRequest, RequestStopTransactionResponse>(
            station, new RequestStopTransactionRequest { TransactionId = ending.TransactionId }, static answer => RemoteCall.Answered(answer.Status), stop),
        ReserveOutlet reserve => RemoteCall.SendAsync<ReserveNowRequest, ReserveNowResponse>(
            station,
            new ReserveNowRequest
            {
                Id = reserve.ReservationId, ExpiryDateTime = reserve.Expiry, IdToken = Token(reserve.Token), EvseId = reserve.Outlet?.EvseId,
            },
            static answer => RemoteCall.Answered(answer.Status),
            stop),
        CancelReservation cancel => RemoteCall.SendAsync<CancelReservationRequest, CancelReservationResponse>(
            station, new CancelReservationRequest { ReservationId = cancel.ReservationId }, static answer => RemoteCall.Answered(answer.Status), stop),
        UnlockOutlet unlock => RemoteCall.SendAsync<UnlockConnectorRequest, UnlockConnectorResponse>(
            station,
            new UnlockConnectorRequest { EvseId = unlock.Outlet.EvseId ?? 1, ConnectorId = unlock.Outlet.ConnectorId ?? 1 },
            static answer => RemoteCall.Answered(answer.Status),
            stop),
        SetLimits set => RemoteCall.SendAsync<SetChargingProfileRequest, SetChargingProfileResponse>(
            station, Request(set), static answer => RemoteCall.Answered(answer.Status), stop),
        ClearLimits clear => RemoteCall.SendAsync<ClearChargingProfileRequest, ClearChargingProfileResponse>(
            station, new ClearChargingProfileRequest { ChargingProfileId = clear.ProfileId }, static answer => RemoteCall.Answered(answer.Status), stop),
        AskSchedule ask => RemoteCall.SendAsync<GetCompositeScheduleRequest, GetCompositeScheduleResponse>(
            station,
            new GetCompositeScheduleRequest
            {
                EvseId = ask.Outlet.EvseId ?? WholeStation,
                Duration = ask.Seconds,
                ChargingRateUnit = ask.IsPower is { } isPower ? Unit(isPower) : null,
            },
            Read,
            stop),
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };

    // K01.FR.03, K01.FR.16: a profile for a transaction names it and its EVSE.
    private static SetChargingProfileRequest Request(SetLimits set) => new()
    {
        EvseId = set.Outlet.EvseId ?? WholeStation,
        ChargingProfile = new ChargingProfile
        {
            Id = set.ProfileId,
            TransactionId = set.TransactionId,
            StackLevel = 0,
            ChargingProfilePurpose = ChargingProfilePurpose.TxProfile,
            ChargingProfileKind = set.Schedule.Start is null ? ChargingProfileKind.Relative : ChargingProfileKind.Absolute,
            ChargingSchedule =
            [
                new ChargingSchedule
                {
                    Id = set.ProfileId,
                    StartSchedule = set.Schedule.Start,
                    Duration = set.Schedule.Seconds,
                    ChargingRateUnit = Unit(set.Schedule.IsPower),
                    MinChargingRate = set.Schedule.MinRate,
                    ChargingSchedulePeriod = [.. set.Schedule.Periods.Select(p => new ChargingSchedulePeriod { StartPeriod = p.Second, Limit = p.Limit })],
                },
            ],
        },
    };

    private static RemoteOutcome Read(GetCompositeScheduleResponse answer) => RemoteCall.Answered(answer.Status) with
    {
        Schedule = answer is { Status: GenericStatus.Accepted, Schedule: { } schedule }
            ? new LimitSchedule(
                schedule.ScheduleStart,
                schedule.Duration,
                schedule.ChargingRateUnit == ChargingRateUnit.W,
                MinRate: null,
                [.. schedule.ChargingSchedulePeriod.Select(p => new LimitPeriod(p.StartPeriod, p.Limit))])
            : null,
    };

    private static IdToken Token(RemoteToken token) => new()
    {
        Token = token.Token,
        Type = token.Type == "eMAID" ? IdTokenType.EMAID : Enum.TryParse<IdTokenType>(token.Type, out var type) ? type : IdTokenType.Central,
    };

    private static ChargingRateUnit Unit(bool isPower) => isPower ? ChargingRateUnit.W : ChargingRateUnit.A;
}
