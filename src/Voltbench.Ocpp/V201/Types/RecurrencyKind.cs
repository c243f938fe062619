namespace Voltbench.Ocpp.V201.Types;

public enum RecurrencyKind
{
    Daily,
    Weekly,
}
