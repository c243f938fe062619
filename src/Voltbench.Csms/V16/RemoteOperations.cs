using System.Globalization;
using Voltbench.Csms.Remote;
using Voltbench.Ocpp.V16.Core;
using Voltbench.Ocpp.V16.Reservation;
using Voltbench.Ocpp.V16.SmartCharging;
using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Csms.V16;

/// <summary>Remote operations in the words of 1.6.</summary>
internal static class RemoteOperations
{
    private const int WholeStation = 0;

    public static Task<RemoteOutcome> ExecuteAsync(Station station, RemoteOperation operation, CancellationToken stop) => operation switch
    {
        StartTransactionRemotely start => RemoteCall.SendAsync<RemoteStartTransactionRequest, RemoteStartTransactionResponse>(
            station,
            new RemoteStartTransactionRequest { IdTag = start.Token.Token, ConnectorId = start.Outlet?.ConnectorId },
            static answer => RemoteCall.Answered(answer.Status),
            stop),
        StopTransactionRemotely ending => Number(ending.TransactionId) is { } number
            ? RemoteCall.SendAsync<RemoteStopTransactionRequest, RemoteStopTransactionResponse>(
                station, new RemoteStopTransactionRequest { TransactionId = number }, static answer => RemoteCall.Answered(answer.Status), stop)
            : NotANumber,
        ReserveOutlet reserve => RemoteCall.SendAsync<ReserveNowRequest, ReserveNowResponse>(
            station,
            new ReserveNowRequest
            {
                ConnectorId = reserve.Outlet?.ConnectorId ?? WholeStation,
                ExpiryDate = reserve.Expiry,
                IdTag = reserve.Token.Token,
                ReservationId = reserve.ReservationId,
            },
            static answer => RemoteCall.Answered(answer.Status),
            stop),
        CancelReservation cancel => RemoteCall.SendAsync<CancelReservationRequest, CancelReservationResponse>(
            station, new CancelReservationRequest { ReservationId = cancel.ReservationId }, static answer => RemoteCall.Answered(answer.Status), stop),
        UnlockOutlet unlock => RemoteCall.SendAsync<UnlockConnectorRequest, UnlockConnectorResponse>(
            station,
            new UnlockConnectorRequest { ConnectorId = unlock.Outlet.ConnectorId ?? unlock.Outlet.EvseId ?? WholeStation },
            static answer => RemoteCall.Answered(answer.Status),
            stop),
        SetLimits set => Number(set.TransactionId) is { } number
            ? RemoteCall.SendAsync<SetChargingProfileRequest, SetChargingProfileResponse>(
                station, Request(set, number), static answer => RemoteCall.Answered(answer.Status), stop)
            : NotANumber,
        ClearLimits clear => RemoteCall.SendAsync<ClearChargingProfileRequest, ClearChargingProfileResponse>(
            station, new ClearChargingProfileRequest { Id = clear.ProfileId }, static answer => RemoteCall.Answered(answer.Status), stop),
        AskSchedule ask => RemoteCall.SendAsync<GetCompositeScheduleRequest, GetCompositeScheduleResponse>(
            station,
            new GetCompositeScheduleRequest
            {
                ConnectorId = ask.Outlet.ConnectorId ?? WholeStation,
                Duration = ask.Seconds,
                ChargingRateUnit = ask.IsPower is { } isPower ? Unit(isPower) : null,
            },
            Read,
            stop),
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };

    private static Task<RemoteOutcome> NotANumber => Task.FromResult(RemoteOutcome.Invalid("a transaction of OCPP 1.6 is named by a number"));

    // §5.16.2: a profile for a transaction goes to its connector. Level 0 is the lowest, and the CSMS sets no other for it.
    private static SetChargingProfileRequest Request(SetLimits set, int number) => new()
    {
        ConnectorId = set.Outlet.ConnectorId ?? WholeStation,
        CsChargingProfiles = new ChargingProfile
        {
            ChargingProfileId = set.ProfileId,
            TransactionId = number,
            StackLevel = 0,
            ChargingProfilePurpose = ChargingProfilePurposeType.TxProfile,
            ChargingProfileKind = set.Schedule.Start is null ? ChargingProfileKindType.Relative : ChargingProfileKindType.Absolute,
            ChargingSchedule = new ChargingSchedule
            {
                StartSchedule = set.Schedule.Start,
                Duration = set.Schedule.Seconds,
                ChargingRateUnit = Unit(set.Schedule.IsPower),
                MinChargingRate = set.Schedule.MinRate,
                ChargingSchedulePeriod = [.. set.Schedule.Periods.Select(p => new ChargingSchedulePeriod { StartPeriod = p.Second, Limit = p.Limit })],
            },
        },
    };

    private static RemoteOutcome Read(GetCompositeScheduleResponse answer) => RemoteCall.Answered(answer.Status) with
    {
        Schedule = answer is { Status: GetCompositeScheduleStatus.Accepted, ChargingSchedule: { } schedule }
            ? new LimitSchedule(
                schedule.StartSchedule ?? answer.ScheduleStart,
                schedule.Duration,
                schedule.ChargingRateUnit == ChargingRateUnitType.W,
                schedule.MinChargingRate,
                [.. schedule.ChargingSchedulePeriod.Select(p => new LimitPeriod(p.StartPeriod, p.Limit))])
            : null,
    };

    private static ChargingRateUnitType Unit(bool isPower) => isPower ? ChargingRateUnitType.W : ChargingRateUnitType.A;

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
