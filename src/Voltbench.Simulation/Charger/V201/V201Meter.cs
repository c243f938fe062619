using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>Readings in the words of OCPP 2.0.1 part 2 §2.45 (SampledValueType).</summary>
internal static class V201Meter
{
    private static readonly UnitOfMeasure Wh = new() { Unit = "Wh" };
    private static readonly UnitOfMeasure W = new() { Unit = "W" };
    private static readonly UnitOfMeasure A = new() { Unit = "A" };
    private static readonly UnitOfMeasure V = new() { Unit = "V" };
    private static readonly UnitOfMeasure Percent = new() { Unit = "Percent" };

    public static MeterValue Full(in MeterSample sample, DateTimeOffset at, ReadingContext context)
    {
        var values = new List<SampledValue>(4 + (2 * sample.Phases))
        {
            Value(sample.EnergyWh, Measurand.EnergyActiveImportRegister, Wh, context),
            Value(sample.PowerW, Measurand.PowerActiveImport, W, context),
        };
        if (sample.IsDc)
        {
            values.Add(Value(sample.CurrentA, Measurand.CurrentImport, A, context));
            values.Add(Value(sample.VoltageV, Measurand.Voltage, V, context));
        }
        else
        {
            for (var phase = 0; phase < sample.Phases; phase++)
            {
                values.Add(Value(sample.CurrentA, Measurand.CurrentImport, A, context, Phase.L1 + phase));
                values.Add(Value(sample.VoltageV, Measurand.Voltage, V, context, Phase.L1N + phase));
            }
        }

        if (sample.SocPercent is { } soc)
            values.Add(Value(soc, Measurand.SoC, Percent, context) with { Location = Location.EV });
        return new MeterValue { Timestamp = at, SampledValue = values };
    }

    private static SampledValue Value(decimal value, Measurand measurand, UnitOfMeasure unit, ReadingContext context, Phase? phase = null) => new()
    {
        Value = value,
        Context = context,
        Measurand = measurand,
        UnitOfMeasure = unit,
        Phase = phase,
    };
}
