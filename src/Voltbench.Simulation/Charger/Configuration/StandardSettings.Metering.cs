using Voltbench.Ocpp.V201.Provisioning;
using Voltbench.Simulation.Charger.Metering;

namespace Voltbench.Simulation.Charger.Configuration;

/// <content>Meter values: SampledDataCtrlr and AlignedDataCtrlr.</content>
internal static partial class StandardSettings
{
    /// <summary>Interval of sampled values in a transaction; zero = none.</summary>
    public static readonly Setting<TimeSpan> MeterValueSampleInterval = new SecondsSetting(
        "MeterValueSampleInterval", "SampledDataCtrlr.TxUpdatedInterval", static s => TimeSpan.FromSeconds(s.Spec.Behavior.MeterIntervalSeconds))
    {
        OnChanged = static s => s.Sessions.OnMeterIntervalChanged(),
    };

    public static readonly Setting<IReadOnlyList<SampledQuantity>> MeterValuesSampledData = Measurands("MeterValuesSampledData", "SampledDataCtrlr.TxUpdatedMeasurands", static _ => SampledQuantity.Usual);

    public static readonly Setting<int> MeterValuesSampledDataMaxLength = Constant("MeterValuesSampledDataMaxLength", null, SampledQuantity.Names.Count);

    /// <summary>2.0.1: measurands of the first event of a transaction.</summary>
    public static readonly Setting<IReadOnlyList<SampledQuantity>> TxStartedMeasurands = Measurands(null, "SampledDataCtrlr.TxStartedMeasurands", static _ => SampledQuantity.Usual);

    /// <summary>2.0.1: interval of samples that wait for the last event; zero = only begin and end.</summary>
    public static readonly Setting<TimeSpan> TxEndedInterval = new SecondsSetting(null, "SampledDataCtrlr.TxEndedInterval", static _ => TimeSpan.Zero)
    {
        OnChanged = static s => s.Sessions.OnMeterIntervalChanged(),
    };

    /// <summary>1.6: measurands of a message right after StartTransaction (application note on signed meter values); none by default.</summary>
    public static readonly Setting<IReadOnlyList<SampledQuantity>> StartTxnSampledData = Measurands("StartTxnSampledData", null, static _ => []);

    public static readonly Setting<IReadOnlyList<SampledQuantity>> StopTxnSampledData = Measurands("StopTxnSampledData", "SampledDataCtrlr.TxEndedMeasurands", static _ => SampledQuantity.Usual);

    public static readonly Setting<int> StopTxnSampledDataMaxLength = Constant("StopTxnSampledDataMaxLength", null, SampledQuantity.Names.Count);

    /// <summary>Interval of values at the full hour and its parts (1.6 §9.1.4); zero = none.</summary>
    public static readonly Setting<TimeSpan> ClockAlignedDataInterval = new SecondsSetting("ClockAlignedDataInterval", "AlignedDataCtrlr.Interval", static _ => TimeSpan.Zero)
    {
        Max = 86_400,
        OnChanged = static s => s.AlignedData.Restart(),
    };

    public static readonly Setting<IReadOnlyList<SampledQuantity>> MeterValuesAlignedData = Measurands("MeterValuesAlignedData", "AlignedDataCtrlr.Measurands", static _ => SampledQuantity.Usual);

    public static readonly Setting<int> MeterValuesAlignedDataMaxLength = Constant("MeterValuesAlignedDataMaxLength", null, SampledQuantity.Names.Count);

    public static readonly Setting<TimeSpan> AlignedTxEndedInterval = new SecondsSetting(null, "AlignedDataCtrlr.TxEndedInterval", static _ => TimeSpan.Zero)
    {
        Max = 86_400,
        OnChanged = static s => s.AlignedData.Restart(),
    };

    public static readonly Setting<IReadOnlyList<SampledQuantity>> StopTxnAlignedData = Measurands("StopTxnAlignedData", "AlignedDataCtrlr.TxEndedMeasurands", static _ => []);

    public static readonly Setting<int> StopTxnAlignedDataMaxLength = Constant("StopTxnAlignedDataMaxLength", null, SampledQuantity.Names.Count);

    /// <summary>2.0.1: aligned values only while no transaction runs (J01).</summary>
    public static readonly Setting<bool> AlignedSendDuringIdle = new FlagSetting(null, "AlignedDataCtrlr.SendDuringIdle", static _ => false);

    public static readonly Setting<bool> SampledDataAvailable = Constant(null, "SampledDataCtrlr.Available", true);

    public static readonly Setting<bool> SampledDataEnabled = new FlagSetting(null, "SampledDataCtrlr.Enabled", static _ => true);

    public static readonly Setting<bool> SampledSignReadings = new FlagSetting("SampledDataSignReadings", "SampledDataCtrlr.SignReadings", static _ => false);

    public static readonly Setting<bool> AlignedDataAvailable = Constant(null, "AlignedDataCtrlr.Available", true);

    public static readonly Setting<bool> AlignedDataEnabled = new FlagSetting(null, "AlignedDataCtrlr.Enabled", static _ => true);

    public static readonly Setting<bool> AlignedSignReadings = new FlagSetting("AlignedDataSignReadings", "AlignedDataCtrlr.SignReadings", static _ => false);

    /// <summary>The key that verifies signed readings (1.6: application note on signed meter values).</summary>
    public static readonly Setting<string> MeterPublicKey = new TextSetting("MeterPublicKey1", "FiscalMetering.PublicKey", static s => s.Signer.PublicKeyText)
    {
        Mutability = Mutability.ReadOnly,
        IsConstant = true,
        Exists = static s => s.Configuration.Get(SampledSignReadings) || s.Configuration.Get(AlignedSignReadings), // a key costs what an idle station must not
    };

    private static Setting<IReadOnlyList<SampledQuantity>> Measurands(string? key, string? variable, Func<Station, IReadOnlyList<SampledQuantity>> byDefault)
        => new FormSetting<IReadOnlyList<SampledQuantity>>(key, variable, byDefault, SampledQuantity.TryParseList, SampledQuantity.Format)
        {
            DataType = DataType.MemberList,
            Max = 500,
            Values = SampledQuantity.Names,
            Rule = CheckQuantities,
        };

    private static Objection CheckQuantities(Station station, IReadOnlyList<SampledQuantity> list)
    {
        if (IsV16(station))
            return list.Any(static q => q.Quantity == MeterQuantity.EnergyActiveNet) ? Objection.InvalidValue("1.6 knows no net energy.") : default;
        return list.Any(static q => q.Phase is not null) ? Objection.InvalidValue("2.0.1 names measurands without their phase.")
            : list.Any(static q => q.Quantity == MeterQuantity.Temperature) ? Objection.InvalidValue("2.0.1 has temperatures in the device model.")
            : default;
    }
}
