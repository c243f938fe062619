using System.Globalization;
using Voltbench.Ocpp.V16.Types;
using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>Readings in the words of OCPP 1.6 §7.28, §7.43.</summary>
internal static class V16Meter
{
    public static MeterValue Full(in MeterSample sample, DateTimeOffset at, ReadingContext context)
    {
        var values = new List<SampledValue>(4 + (2 * sample.Phases)) { Energy(sample.EnergyWh, context) };
        values.Add(Value(sample.PowerW, Measurand.PowerActiveImport, UnitOfMeasure.W, context));
        if (sample.IsDc)
        {
            values.Add(Value(sample.CurrentA, Measurand.CurrentImport, UnitOfMeasure.A, context));
            values.Add(Value(sample.VoltageV, Measurand.Voltage, UnitOfMeasure.V, context));
        }
        else
        {
            for (var phase = 0; phase < sample.Phases; phase++)
            {
                values.Add(Value(sample.CurrentA, Measurand.CurrentImport, UnitOfMeasure.A, context, Phase.L1 + phase));
                values.Add(Value(sample.VoltageV, Measurand.Voltage, UnitOfMeasure.V, context, Phase.L1N + phase));
            }
        }

        if (sample.SocPercent is { } soc)
            values.Add(Value(soc, Measurand.SoC, UnitOfMeasure.Percent, context) with { Location = Location.EV });
        return new MeterValue { Timestamp = at, SampledValue = values };
    }

    public static MeterValue EnergyOnly(long energyWh, DateTimeOffset at, ReadingContext context)
        => new() { Timestamp = at, SampledValue = [Energy(energyWh, context)] };

    private static SampledValue Energy(long energyWh, ReadingContext context)
        => Value(energyWh, Measurand.EnergyActiveImportRegister, UnitOfMeasure.Wh, context);

    private static SampledValue Value(decimal value, Measurand measurand, UnitOfMeasure unit, ReadingContext context, Phase? phase = null) => new()
    {
        Value = value.ToString(CultureInfo.InvariantCulture),
        Context = context,
        Measurand = measurand,
        Unit = unit,
        Phase = phase,
    };
}
