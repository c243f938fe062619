namespace Voltbench.Ocpp.V16.Types;

public enum TriggerMessageStatus
{
    Accepted,
    Rejected,
    NotImplemented,
}
