using Voltbench.Ocpp.V16.Core;

namespace Voltbench.Csms.V16.Core;

/// <summary>OCPP 1.6 §4.7: the newest energy register of a transaction is kept.</summary>
internal static class MeterValues
{
    public static MeterValuesResponse Answer(Station station, MeterValuesRequest request)
    {
        if (request.TransactionId is { } number && Registers.Newest(request.MeterValue) is { } register)
            station.Store.Meter(station.Id, number, register);
        return new MeterValuesResponse();
    }
}
