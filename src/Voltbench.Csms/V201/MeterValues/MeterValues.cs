using Voltbench.Ocpp.V201.MeterValues;

namespace Voltbench.Csms.V201.MeterValues;

/// <summary>OCPP 2.0.1 part 2, use case J01: samples outside transactions belong to none, those inside come with TransactionEvent.</summary>
internal static class MeterValues
{
    public static MeterValuesResponse Answer(Station station, MeterValuesRequest request) => new();
}
