using System.Globalization;
using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Csms.V16.Core;

/// <summary>Energy registers in the samples of 1.6.</summary>
internal static class Registers
{
    /// <summary>The newest total of imported active energy in Wh; null when there is none that can be read.</summary>
    public static double? Newest(IReadOnlyList<MeterValue> values)
    {
        double? register = null;
        var newest = DateTimeOffset.MinValue;
        foreach (var value in values)
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

    // Without a measurand it is imported active energy, without a unit Wh (§7.43). A phase's register is not the total, signed data is no number.
    public static double? Wh(SampledValue sample)
    {
        if (sample.Measurand is not (null or Measurand.EnergyActiveImportRegister) || sample.Phase is not null || sample.Format == ValueFormat.SignedData)
            return null;
        if (!double.TryParse(sample.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
            return null;
        return sample.Unit switch
        {
            null or UnitOfMeasure.Wh => value,
            UnitOfMeasure.KWh => value * 1000,
            _ => null,
        };
    }
}
