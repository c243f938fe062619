namespace Voltbench.Ocpp.V16.Types;

public enum RemoteStartStopStatus
{
    Accepted,
    Rejected,
}
