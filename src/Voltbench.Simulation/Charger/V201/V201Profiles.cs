using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.SmartCharging;
using RateUnit = Voltbench.Simulation.SmartCharging.RateUnit;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>Charging profiles between the words of OCPP 2.0.1 and the station's.</summary>
internal static class V201Profiles
{
    public static Profile Of(ChargingProfile wire, int evseId, long now) => new()
    {
        Id = wire.Id,
        EvseId = evseId,
        StackLevel = wire.StackLevel,
        Purpose = PurposeOf(wire.ChargingProfilePurpose),
        Kind = wire.ChargingProfileKind switch
        {
            ChargingProfileKind.Absolute => ProfileKind.Absolute,
            ChargingProfileKind.Recurring => ProfileKind.Recurring,
            _ => ProfileKind.Relative,
        },
        Recurrency = wire.RecurrencyKind switch
        {
            RecurrencyKind.Daily => Recurrency.Daily,
            RecurrencyKind.Weekly => Recurrency.Weekly,
            _ => null,
        },
        ValidFrom = wire.ValidFrom?.ToUnixTimeSeconds(),
        ValidTo = wire.ValidTo?.ToUnixTimeSeconds(),
        Transaction = wire.TransactionId,
        Schedules = [.. wire.ChargingSchedule.Select(Of)],
        InstalledAt = now,
    };

    public static ChargingProfile WireOf(Profile profile) => new()
    {
        Id = profile.Id,
        StackLevel = profile.StackLevel,
        ChargingProfilePurpose = profile.Purpose switch
        {
            ProfilePurpose.External => ChargingProfilePurpose.ChargingStationExternalConstraints,
            ProfilePurpose.StationMax => ChargingProfilePurpose.ChargingStationMaxProfile,
            ProfilePurpose.TxDefault => ChargingProfilePurpose.TxDefaultProfile,
            _ => ChargingProfilePurpose.TxProfile,
        },
        ChargingProfileKind = profile.Kind switch
        {
            ProfileKind.Absolute => ChargingProfileKind.Absolute,
            ProfileKind.Recurring => ChargingProfileKind.Recurring,
            _ => ChargingProfileKind.Relative,
        },
        RecurrencyKind = profile.Recurrency switch
        {
            Recurrency.Daily => RecurrencyKind.Daily,
            Recurrency.Weekly => RecurrencyKind.Weekly,
            _ => null,
        },
        ValidFrom = Time(profile.ValidFrom),
        ValidTo = Time(profile.ValidTo),
        TransactionId = profile.Transaction,
        ChargingSchedule = [.. profile.Schedules.Select(WireOf)],
    };

    public static ChargingSchedule WireOf(ProfileSchedule schedule) => new()
    {
        Id = schedule.Id,
        StartSchedule = Time(schedule.Start),
        Duration = schedule.Duration,
        ChargingRateUnit = WireOf(schedule.Unit),
        MinChargingRate = (decimal?)schedule.MinRate,
        ChargingSchedulePeriod = [.. schedule.Periods.Select(WireOf)],
    };

    public static ChargingSchedulePeriod WireOf(ProfilePeriod period) => new()
    {
        StartPeriod = period.Start,
        Limit = (decimal)period.Limit,
        NumberPhases = period.Phases,
        PhaseToUse = period.PhaseToUse,
    };

    public static ChargingRateUnit WireOf(RateUnit unit) => unit == RateUnit.A ? ChargingRateUnit.A : ChargingRateUnit.W;

    public static RateUnit UnitOf(ChargingRateUnit unit) => unit == ChargingRateUnit.A ? RateUnit.A : RateUnit.W;

    public static ChargingLimitSource WireOf(LimitSource source) => source switch
    {
        LimitSource.Cso => ChargingLimitSource.CSO,
        LimitSource.Ems => ChargingLimitSource.EMS,
        LimitSource.So => ChargingLimitSource.SO,
        _ => ChargingLimitSource.Other,
    };

    public static ProfilePurpose PurposeOf(ChargingProfilePurpose purpose) => purpose switch
    {
        ChargingProfilePurpose.ChargingStationExternalConstraints => ProfilePurpose.External,
        ChargingProfilePurpose.ChargingStationMaxProfile => ProfilePurpose.StationMax,
        ChargingProfilePurpose.TxDefaultProfile => ProfilePurpose.TxDefault,
        _ => ProfilePurpose.Tx,
    };

    private static ProfileSchedule Of(ChargingSchedule wire) => new()
    {
        Id = wire.Id,
        Start = wire.StartSchedule?.ToUnixTimeSeconds(),
        Duration = wire.Duration,
        Unit = UnitOf(wire.ChargingRateUnit),
        MinRate = (double?)wire.MinChargingRate,
        Periods = [.. wire.ChargingSchedulePeriod.Select(static p => new ProfilePeriod(p.StartPeriod, (double)p.Limit, p.NumberPhases, p.PhaseToUse))],
    };

    private static DateTimeOffset? Time(long? seconds) => seconds is { } s ? DateTimeOffset.FromUnixTimeSeconds(s) : null;
}
