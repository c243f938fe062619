using Voltbench.Ocpp.V201.Provisioning;

namespace Voltbench.Simulation.Charger.Configuration;

/// <content>Smart charging: OCPP 1.6 §9.4, SmartChargingCtrlr.</content>
internal static partial class StandardSettings
{
    public static readonly Setting<bool> SmartChargingAvailable = Constant(null, "SmartChargingCtrlr.Available", true);

    public static readonly Setting<bool> SmartChargingEnabled = new FlagSetting(null, "SmartChargingCtrlr.Enabled", static _ => true)
    {
        OnChanged = static s => s.Power.RefreshAll(),
    };

    /// <summary>Greatest stack level of a profile; 0 is the least.</summary>
    public static readonly Setting<int> ChargeProfileMaxStackLevel = Constant("ChargeProfileMaxStackLevel", "SmartChargingCtrlr.ProfileStackLevel", 99);

    public static readonly Setting<IReadOnlyList<RateUnit>> ChargingRateUnits = new ListSetting<RateUnit>(null, "SmartChargingCtrlr.RateUnit", static _ => [RateUnit.A, RateUnit.W])
    {
        Mutability = Mutability.ReadOnly,
        IsConstant = true,
    };

    /// <summary>The same in the words of 1.6.</summary>
    public static readonly Setting<string> ChargingScheduleAllowedChargingRateUnit = Fact("ChargingScheduleAllowedChargingRateUnit", null, static _ => "Current,Power");

    /// <summary>Most periods of one schedule.</summary>
    public static readonly Setting<int> ChargingScheduleMaxPeriods = Constant("ChargingScheduleMaxPeriods", "SmartChargingCtrlr.PeriodsPerSchedule", 1_000);

    /// <summary>The station can charge a three-phase car on one phase.</summary>
    public static readonly Setting<bool> ConnectorSwitch3to1PhaseSupported = Constant("ConnectorSwitch3to1PhaseSupported", "SmartChargingCtrlr.Phases3to1", true);

    /// <summary>The station can choose the phase on which it charges a car on one.</summary>
    public static readonly Setting<bool> ACPhaseSwitchingSupported = Constant(null, "SmartChargingCtrlr.ACPhaseSwitchingSupported", true);

    /// <summary>Limits from outside OCPP are obeyed: those of the lab's <c>power-update</c>.</summary>
    public static readonly Setting<bool> ExternalControlSignalsEnabled = new FlagSetting(null, "SmartChargingCtrlr.ExternalControlSignalsEnabled", static _ => true);

    /// <summary>Most profiles that the station keeps.</summary>
    public static readonly Setting<int> MaxChargingProfilesInstalled = Constant("MaxChargingProfilesInstalled", null, 100);

    /// <summary>Profiles that the station keeps; <see cref="Setting.Max"/> is the most.</summary>
    public static readonly Setting<int> ChargingProfileEntries = Count("SmartChargingCtrlr.Entries[ChargingProfiles]", 100, static s => s.KnownChargingProfiles?.Count ?? 0);

    /// <summary>By how much a limit from elsewhere must change before the CSMS is told (K12), percent.</summary>
    public static readonly Setting<decimal> LimitChangeSignificance = new DecimalSetting(null, "SmartChargingCtrlr.LimitChangeSignificance", static _ => 1)
    {
        Unit = "Percent",
        Min = 0,
        Max = 100,
    };

    /// <summary>The report of such a limit comes with its schedule.</summary>
    public static readonly Setting<bool> NotifyChargingLimitWithSchedules = new FlagSetting(null, "SmartChargingCtrlr.NotifyChargingLimitWithSchedules", static _ => false);
}
