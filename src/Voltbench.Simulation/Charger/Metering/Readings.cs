using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation.Charger.Metering;

/// <summary>Takes readings into the words of a version.</summary>
internal interface IReadings
{
    /// <summary>One reading in the base unit of its quantity.</summary>
    void Add(MeterQuantity quantity, decimal value, Phase? phase);
}

/// <summary>Reads a sample by a list of quantities. What the outlet does not have (a phase, the charge of a car on AC) is left out.</summary>
internal static class Readings
{
    private const decimal Root3 = 1.7320508m;

    /// <summary>Whether a quantity can be told of one phase.</summary>
    public static bool HasPhases(MeterQuantity quantity) => quantity
        is MeterQuantity.CurrentImport or MeterQuantity.Voltage or MeterQuantity.PowerActiveImport or MeterQuantity.PowerReactiveImport
        or MeterQuantity.CurrentOffered or MeterQuantity.PowerFactor;

    public static void Take<T>(in MeterSample sample, IReadOnlyList<SampledQuantity> list, ref T into)
        where T : struct, IReadings
    {
        var areInterleaved = false;
        for (var i = 0; i < list.Count; i++)
        {
            var (quantity, phase) = list[i];
            if (phase is { } one)
            {
                if (OfPhase(sample, quantity, one) is { } value)
                    into.Add(quantity, value, one);
            }
            else if (quantity is MeterQuantity.CurrentImport or MeterQuantity.Voltage && !sample.IsDc)
            {
                // Neighbours in the list go phase by phase.
                var other = quantity == MeterQuantity.CurrentImport ? MeterQuantity.Voltage : MeterQuantity.CurrentImport;
                if (areInterleaved)
                {
                    areInterleaved = false;
                    continue;
                }

                areInterleaved = i + 1 < list.Count && list[i + 1] is { Phase: null } next && next.Quantity == other;
                for (var n = 1; n <= 3; n++)
                {
                    if (!IsUsed(sample, n))
                        continue;
                    AddOf(sample, quantity, n - 1, ref into);
                    if (areInterleaved)
                        AddOf(sample, other, n - 1, ref into);
                }
            }
            else if (Whole(sample, quantity) is { } value)
            {
                into.Add(quantity, value, null);
            }
        }
    }

    private static void AddOf<T>(in MeterSample sample, MeterQuantity quantity, int phase, ref T into)
        where T : struct, IReadings
    {
        if (quantity == MeterQuantity.CurrentImport)
            into.Add(quantity, sample.CurrentA, Phase.L1 + phase);
        else
            into.Add(quantity, sample.VoltageV, Phase.L1N + phase);
    }

    /// <summary>Current may flow on that phase of the grid: a car with fewer phases than the outlet uses its first terminals.</summary>
    private static bool IsUsed(in MeterSample sample, int phase)
    {
        for (var terminal = 0; terminal < sample.Phases; terminal++)
        {
            if (PhaseRotations.PhaseBehind(sample.Rotation, terminal) == phase)
                return true;
        }

        return false;
    }

    private static decimal? Whole(in MeterSample sample, MeterQuantity quantity) => quantity switch
    {
        MeterQuantity.EnergyActiveImportRegister or MeterQuantity.EnergyActiveNet => sample.EnergyWh,
        MeterQuantity.EnergyActiveImportInterval => sample.IntervalWh,
        MeterQuantity.EnergyReactiveImportRegister => sample.IsDc ? null : sample.ReactiveVarh,
        MeterQuantity.EnergyReactiveImportInterval => sample.IsDc ? null : sample.IntervalVarh,
        MeterQuantity.PowerActiveImport => sample.PowerW,
        MeterQuantity.PowerReactiveImport => sample.IsDc ? null : sample.ReactiveVar,
        MeterQuantity.PowerOffered => Math.Round((decimal)sample.OfferedW, 1),
        MeterQuantity.PowerFactor => sample.IsDc ? null : sample.PowerFactor,
        MeterQuantity.CurrentImport => sample.CurrentA,
        MeterQuantity.CurrentOffered => sample.OfferedA,
        MeterQuantity.Voltage => sample.VoltageV,
        MeterQuantity.Frequency => sample.IsDc ? null : sample.FrequencyHz,
        MeterQuantity.Temperature => sample.TemperatureC,
        MeterQuantity.SoC => sample.SocPercent,
        _ => null,
    };

    private static decimal? OfPhase(in MeterSample sample, MeterQuantity quantity, Phase phase)
    {
        if (sample.IsDc)
            return null;
        var isLine = phase is Phase.L1L2 or Phase.L2L3 or Phase.L3L1;
        if (isLine)
            return quantity == MeterQuantity.Voltage && sample.OutletPhases == 3 ? Math.Round(sample.VoltageV * Root3, 1) : null;
        if (phase == Phase.N) // three equal currents cancel each other there
            return quantity == MeterQuantity.CurrentImport ? (sample.Phases == 3 ? 0 : sample.CurrentA) : null;
        var number = phase switch { Phase.L1 or Phase.L1N => 1, Phase.L2 or Phase.L2N => 2, _ => 3 };
        if (number > sample.OutletPhases)
            return null;
        var isUsed = IsUsed(sample, number);
        return quantity switch
        {
            MeterQuantity.Voltage => sample.VoltageV,
            MeterQuantity.CurrentImport => isUsed ? sample.CurrentA : 0,
            MeterQuantity.CurrentOffered => isUsed ? sample.OfferedA : 0,
            MeterQuantity.PowerActiveImport => isUsed ? sample.PowerW / sample.Phases : 0,
            MeterQuantity.PowerReactiveImport => isUsed ? Math.Round(sample.ReactiveVar / sample.Phases, 1) : 0,
            MeterQuantity.PowerFactor => sample.PowerFactor,
            _ => null,
        };
    }
}
