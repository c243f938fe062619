namespace Voltbench.Ocpp.V201.Types;

public enum ChargingLimitSource
{
    EMS,
    Other,
    SO,
    CSO,
}
