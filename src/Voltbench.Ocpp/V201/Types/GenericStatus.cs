namespace Voltbench.Ocpp.V201.Types;

public enum GenericStatus
{
    Accepted,
    Rejected,
}
