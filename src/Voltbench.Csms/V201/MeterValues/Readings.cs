using Voltbench.Ocpp.V201.Transactions;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Csms.V201.MeterValues;

/// <summary>What is kept of a TransactionEvent: energy register, power and current at the outlet and the charging state, one sample per instant.</summary>
internal static class Readings
{
    public static IReadOnlyList<TransactionSample> Of(TransactionEventRequest request)
    {
        var collector = new SampleCollector();
        if (request.TransactionInfo.ChargingState is { } state)
            collector.State(request.Timestamp, state.ToString());
        foreach (var value in request.MeterValue ?? [])
        {
            foreach (var sample in value.SampledValue)
                Take(collector, value.Timestamp, sample);
        }

        return collector.Samples();
    }

    // Without a location it is the outlet (part 2, SampledValueType).
    private static void Take(SampleCollector collector, DateTimeOffset at, SampledValue sample)
    {
        if (sample.Location is not (null or Location.Outlet))
            return;
        switch (sample.Measurand)
        {
            case null or Measurand.EnergyActiveImportRegister:
                if (Registers.Wh(sample) is { } wh)
                    collector.Register(at, wh);
                break;
            case Measurand.PowerActiveImport:
                if (Number(sample, "W", "kW") is { } watts && IsPart(sample.Phase) is { } isPhaseOfPower)
                    collector.Power(at, watts, isPhaseOfPower);
                break;
            case Measurand.CurrentImport:
                if (Number(sample, "A", "kA") is { } amperes && IsPart(sample.Phase) is { } isPhaseOfCurrent)
                    collector.Current(at, amperes, isPhaseOfCurrent);
                break;
        }
    }

    private static double? Number(SampledValue sample, string one, string thousand)
    {
        double? scale = sample.UnitOfMeasure?.Unit is not { } unit || unit == one ? 1 : unit == thousand ? 1000 : null;
        var value = (double)sample.Value * scale * Math.Pow(10, sample.UnitOfMeasure?.Multiplier ?? 0);
        return value is { } number && double.IsFinite(number) ? number : null;
    }

    /// <summary>Null: neither the total nor one of its phases.</summary>
    private static bool? IsPart(Phase? phase) => phase switch
    {
        null => false,
        Phase.L1 or Phase.L2 or Phase.L3 or Phase.L1N or Phase.L2N or Phase.L3N => true,
        _ => null,
    };
}
