namespace Voltbench.Ocpp.V201.Types;

public enum MessagePriority
{
    AlwaysFront,
    InFront,
    NormalCycle,
}
