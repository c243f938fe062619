namespace Voltbench.Ocpp.V201.Types;

public enum ChargingProfileKind
{
    Absolute,
    Recurring,
    Relative,
}
