using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Csms.V201.MeterValues;

/// <summary>Energy registers in the samples of 2.0.1.</summary>
internal static class Registers
{
    /// <summary>The newest total of imported active energy in Wh; null when there is none that can be read.</summary>
    public static double? Newest(IReadOnlyList<MeterValue>? values)
    {
        double? register = null;
        var newest = DateTimeOffset.MinValue;
        foreach (var value in values ?? [])
        {
            if (value.Timestamp < newest)
                continue;
            foreach (var sample in value.SampledValue)
            {
                if (Wh(sample) is not { } wh)
                    continue;
                register = wh;
                newest = value.Timestamp;
            }
        }

        return register;
    }

    // Without a measurand it is imported active energy, without a unit Wh (part 2, SampledValueType). A phase's register is not the total.
    public static double? Wh(SampledValue sample)
    {
        if (sample.Measurand is not (null or Measurand.EnergyActiveImportRegister) || sample.Phase is not null)
            return null;
        double? unit = sample.UnitOfMeasure?.Unit switch
        {
            null or "Wh" => 1,
            "kWh" => 1000,
            _ => null,
        };
        var wh = (double)sample.Value * unit * Math.Pow(10, sample.UnitOfMeasure?.Multiplier ?? 0);
        return wh is { } number && double.IsFinite(number) ? number : null;
    }
}
