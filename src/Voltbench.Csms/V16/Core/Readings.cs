using System.Globalization;
using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Csms.V16.Core;

/// <summary>What is kept of the meter values of 1.6: energy register, power and current at the outlet, one sample per instant.</summary>
internal static class Readings
{
    public static IReadOnlyList<TransactionSample> Of(IReadOnlyList<MeterValue> values)
    {
        var collector = new SampleCollector();
        foreach (var value in values)
        {
            foreach (var sample in value.SampledValue)
                Take(collector, value.Timestamp, sample);
        }

        return collector.Samples();
    }

    // Without a location it is the outlet (§7.43); the inlet feeds more than this connector, and the EV's own meter is none to bill by.
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
                if (Scale(sample.Unit, UnitOfMeasure.W, UnitOfMeasure.KW) is { } watts && Number(sample) is { } power && IsPart(sample.Phase) is { } isPhaseOfPower)
                    collector.Power(at, power * watts, isPhaseOfPower);
                break;
            case Measurand.CurrentImport:
                if (sample.Unit is null or UnitOfMeasure.A && Number(sample) is { } current && IsPart(sample.Phase) is { } isPhaseOfCurrent)
                    collector.Current(at, current, isPhaseOfCurrent);
                break;
        }
    }

    private static double? Scale(UnitOfMeasure? unit, UnitOfMeasure one, UnitOfMeasure thousand) =>
        unit is null || unit == one ? 1 : unit == thousand ? 1000 : null;

    private static double? Number(SampledValue sample) =>
        sample.Format != ValueFormat.SignedData
        && double.TryParse(sample.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value)
            ? value
            : null;

    /// <summary>Null: neither the total nor one of its phases.</summary>
    private static bool? IsPart(Phase? phase) => phase switch
    {
        null => false,
        Phase.L1 or Phase.L2 or Phase.L3 or Phase.L1N or Phase.L2N or Phase.L3N => true,
        _ => null,
    };
}
