namespace Voltbench.Ocpp.V201.Types;

public enum MessageState
{
    Charging,
    Faulted,
    Idle,
    Unavailable,
}
