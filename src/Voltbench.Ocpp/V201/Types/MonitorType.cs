namespace Voltbench.Ocpp.V201.Types;

public enum MonitorType
{
    UpperThreshold,
    LowerThreshold,
    Delta,
    Periodic,
    PeriodicClockAligned,
}
