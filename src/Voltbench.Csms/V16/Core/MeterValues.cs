using Voltbench.Ocpp.V16.Core;

namespace Voltbench.Csms.V16.Core;

/// <summary>OCPP 1.6 §4.7: the newest energy register of a transaction is kept; at a station of an operator every sample, before the answer.</summary>
internal static class MeterValues
{
    public static async ValueTask<MeterValuesResponse> AnswerAsync(Station station, MeterValuesRequest request, string callId)
    {
        if (request.TransactionId is not { } number)
            return new MeterValuesResponse();
        if (station.OperatorId is not null)
        {
            if (Readings.Of(request.MeterValue) is { Count: > 0 } samples)
                await station.Store.SamplesAsync(station.Id, number, samples);
        }
        else if (Registers.Newest(request.MeterValue) is { } register)
        {
            station.Store.Meter(station.Id, number, register);
        }

        return new MeterValuesResponse();
    }
}
