using Voltbench.Ocpp.V16.Types;
using Voltbench.Simulation.SmartCharging;
using RateUnit = Voltbench.Simulation.SmartCharging.RateUnit;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>Charging profiles between the words of OCPP 1.6 (§7.8–7.14) and the station's.</summary>
internal static class V16Profiles
{
    public static Profile Of(ChargingProfile wire, int connectorId, string? transaction, long now) => new()
    {
        Id = wire.ChargingProfileId,
        EvseId = connectorId,
        StackLevel = wire.StackLevel,
        Purpose = PurposeOf(wire.ChargingProfilePurpose),
        Kind = wire.ChargingProfileKind switch
        {
            ChargingProfileKindType.Absolute => ProfileKind.Absolute,
            ChargingProfileKindType.Recurring => ProfileKind.Recurring,
            _ => ProfileKind.Relative,
        },
        Recurrency = wire.RecurrencyKind switch
        {
            RecurrencyKindType.Daily => Recurrency.Daily,
            RecurrencyKindType.Weekly => Recurrency.Weekly,
            _ => null,
        },
        ValidFrom = wire.ValidFrom?.ToUnixTimeSeconds(),
        ValidTo = wire.ValidTo?.ToUnixTimeSeconds(),
        Transaction = transaction,
        Schedules =
        [
            new ProfileSchedule
            {
                Start = wire.ChargingSchedule.StartSchedule?.ToUnixTimeSeconds(),
                Duration = wire.ChargingSchedule.Duration,
                Unit = UnitOf(wire.ChargingSchedule.ChargingRateUnit),
                MinRate = (double?)wire.ChargingSchedule.MinChargingRate,
                Periods = [.. wire.ChargingSchedule.ChargingSchedulePeriod.Select(static p => new ProfilePeriod(p.StartPeriod, (double)p.Limit, p.NumberPhases))],
            },
        ],
        InstalledAt = now,
    };

    public static ProfilePurpose PurposeOf(ChargingProfilePurposeType purpose) => purpose switch
    {
        ChargingProfilePurposeType.ChargePointMaxProfile => ProfilePurpose.StationMax,
        ChargingProfilePurposeType.TxDefaultProfile => ProfilePurpose.TxDefault,
        _ => ProfilePurpose.Tx,
    };

    public static RateUnit UnitOf(ChargingRateUnitType unit) => unit == ChargingRateUnitType.A ? RateUnit.A : RateUnit.W;

    public static ChargingSchedule WireOf(CompositeSchedule schedule) => new()
    {
        Duration = schedule.Duration,
        ChargingRateUnit = schedule.Unit == RateUnit.A ? ChargingRateUnitType.A : ChargingRateUnitType.W,
        ChargingSchedulePeriod =
        [
            .. schedule.Periods.Select(static p => new ChargingSchedulePeriod { StartPeriod = p.Start, Limit = (decimal)p.Limit, NumberPhases = p.Phases }),
        ],
    };
}
