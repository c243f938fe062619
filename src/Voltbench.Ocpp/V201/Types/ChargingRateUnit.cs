namespace Voltbench.Ocpp.V201.Types;

public enum ChargingRateUnit
{
    W,
    A,
}
