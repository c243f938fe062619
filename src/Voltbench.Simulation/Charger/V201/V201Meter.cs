using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Charger.Metering;
using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>Readings in the words of OCPP 2.0.1 part 2 §2.45 (SampledValueType).</summary>
internal static class V201Meter
{
    private static readonly UnitOfMeasure Wh = new() { Unit = "Wh" };
    private static readonly UnitOfMeasure Varh = new() { Unit = "varh" };
    private static readonly UnitOfMeasure W = new() { Unit = "W" };
    private static readonly UnitOfMeasure Var = new() { Unit = "var" };
    private static readonly UnitOfMeasure A = new() { Unit = "A" };
    private static readonly UnitOfMeasure V = new() { Unit = "V" };
    private static readonly UnitOfMeasure Hz = new() { Unit = "Hz" };
    private static readonly UnitOfMeasure Percent = new() { Unit = "Percent" };

    /// <summary>The readings of a list; null when the meter knows none of it.</summary>
    public static MeterValue? Of(
        in MeterSample sample, IReadOnlyList<SampledQuantity> list, DateTimeOffset at, ReadingContext context, SignedReading? signed = null, Location? place = null)
    {
        var taker = new Taker(new List<SampledValue>(list.Count + (2 * sample.Phases)), context, signed, place);
        Readings.Take(sample, list, ref taker);
        return taker.Values.Count == 0 ? null : new MeterValue { Timestamp = at, SampledValue = taker.Values };
    }

    private static (Measurand Measurand, UnitOfMeasure? Unit) WordsOf(MeterQuantity quantity) => quantity switch
    {
        MeterQuantity.EnergyActiveImportInterval => (Measurand.EnergyActiveImportInterval, Wh),
        MeterQuantity.EnergyActiveNet => (Measurand.EnergyActiveNet, Wh),
        MeterQuantity.EnergyReactiveImportRegister => (Measurand.EnergyReactiveImportRegister, Varh),
        MeterQuantity.EnergyReactiveImportInterval => (Measurand.EnergyReactiveImportInterval, Varh),
        MeterQuantity.PowerActiveImport => (Measurand.PowerActiveImport, W),
        MeterQuantity.PowerReactiveImport => (Measurand.PowerReactiveImport, Var),
        MeterQuantity.PowerOffered => (Measurand.PowerOffered, W),
        MeterQuantity.PowerFactor => (Measurand.PowerFactor, null),
        MeterQuantity.CurrentImport => (Measurand.CurrentImport, A),
        MeterQuantity.CurrentOffered => (Measurand.CurrentOffered, A),
        MeterQuantity.Voltage => (Measurand.Voltage, V),
        MeterQuantity.Frequency => (Measurand.Frequency, Hz),
        MeterQuantity.SoC => (Measurand.SoC, Percent),
        _ => (Measurand.EnergyActiveImportRegister, Wh),
    };

    private readonly struct Taker(List<SampledValue> values, ReadingContext context, SignedReading? signed, Location? place) : IReadings
    {
        public List<SampledValue> Values { get; } = values;

        public void Add(MeterQuantity quantity, decimal value, Phase? phase)
        {
            var (measurand, unit) = WordsOf(quantity);
            Values.Add(new SampledValue
            {
                Value = value,
                Context = context,
                Measurand = measurand,
                UnitOfMeasure = unit,
                Phase = phase,
                Location = quantity == MeterQuantity.SoC ? Location.EV : place,
                SignedMeterValue = quantity == MeterQuantity.EnergyActiveImportRegister && signed is not null
                    ? new SignedMeterValue
                    {
                        SignedMeterData = signed.SignedMeterData,
                        SigningMethod = signed.SigningMethod,
                        EncodingMethod = signed.EncodingMethod,
                        PublicKey = signed.PublicKey,
                    }
                    : null,
            });
        }
    }
}
