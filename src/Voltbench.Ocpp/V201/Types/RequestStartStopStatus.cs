namespace Voltbench.Ocpp.V201.Types;

public enum RequestStartStopStatus
{
    Accepted,
    Rejected,
}
