namespace Voltbench.Ocpp.V16.Types;

public enum ChargingProfileKindType
{
    Absolute,
    Recurring,
    Relative,
}
