namespace Voltbench.Ocpp.V16.Types;

public enum ChargingRateUnitType
{
    A,
    W,
}
