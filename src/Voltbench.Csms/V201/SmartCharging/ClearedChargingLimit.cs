using Voltbench.Ocpp.V201.SmartCharging;

namespace Voltbench.Csms.V201.SmartCharging;

/// <summary>OCPP 2.0.1 part 2, use case K13: taken note of.</summary>
internal static class ClearedChargingLimit
{
    public static ClearedChargingLimitResponse Answer(Station station, ClearedChargingLimitRequest request) => new();
}
