namespace Voltbench.Ocpp.V201.Types;

public enum AttributeType
{
    Actual,
    Target,
    MinSet,
    MaxSet,
}
