using Voltbench.Ocpp.V201.Provisioning;

namespace Voltbench.Simulation.Charger.Configuration;

/// <content>The station's clock: ClockCtrlr.</content>
internal static partial class StandardSettings
{
    private static readonly IReadOnlyList<TimeSource> BothClocks = [TimeSource.Heartbeat, TimeSource.RealTimeClock];

    /// <summary>The station's time.</summary>
    public static readonly Setting<DateTimeOffset> ClockDateTime = new FormSetting<DateTimeOffset>(
        null, "ClockCtrlr.DateTime", static s => s.ClockNow, InstantText.TryParse, InstantText.Format)
    {
        DataType = DataType.DateTime,
        Mutability = Mutability.ReadOnly,
    };

    /// <summary>Where the station takes the time from; without Heartbeat the CSMS does not set its clock.</summary>
    public static readonly Setting<IReadOnlyList<TimeSource>> ClockTimeSource = new ListSetting<TimeSource>(
        null, "ClockCtrlr.TimeSource", static _ => BothClocks, TimeSource.Heartbeat, TimeSource.RealTimeClock)
    {
        DataType = DataType.SequenceList,
    };
}
