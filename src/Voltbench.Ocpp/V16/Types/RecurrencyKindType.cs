namespace Voltbench.Ocpp.V16.Types;

public enum RecurrencyKindType
{
    Daily,
    Weekly,
}
