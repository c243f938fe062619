using Voltbench.Simulation.Charger.Security;

namespace Voltbench.Simulation.Charger;

/// <content>Security: made at first need, because a station without a security profile needs none of it.</content>
internal sealed partial class Station
{
    // A step that the CSMS's clock makes often is no event (2.0.1 ClockCtrlr.TimeAdjustmentReportingThreshold).
    private static readonly TimeSpan ReportedClockStep = TimeSpan.FromSeconds(20);

    private StationSecurity? _security;

    public StationSecurity Security => _security ??= new StationSecurity(this);

    /// <summary>Null while nothing of it was ever needed.</summary>
    public StationSecurity? SecurityIfAny => _security;

    /// <summary>Logs a security event, and tells the CSMS when it is one of those that it has to hear of; a station without security has none.</summary>
    public void Report(SecurityEvent what, string? info = null)
    {
        if (SecurityEvents.Concern(this))
            Security.Events.Report(what, info);
    }

    /// <summary>The CSMS took the station in.</summary>
    public void OnRegistered(BootCause cause)
    {
        if (SecurityEvents.Concern(this))
            Security.OnRegistered(cause);
    }
}
