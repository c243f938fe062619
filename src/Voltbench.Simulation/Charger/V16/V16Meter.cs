using System.Globalization;
using System.Text.Json;
using Voltbench.Ocpp.V16.Types;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Charger.Metering;
using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>Readings in the words of OCPP 1.6 §7.28, §7.43.</summary>
internal static class V16Meter
{
    /// <summary>The readings of a list; null when the meter knows none of it.</summary>
    public static MeterValue? Of(
        in MeterSample sample, IReadOnlyList<SampledQuantity> list, DateTimeOffset at, ReadingContext context, SignedReading? signed = null, Location? place = null)
    {
        var taker = new Taker(new List<SampledValue>(list.Count + (2 * sample.Phases)), context, signed, place);
        Readings.Take(sample, list, ref taker);
        return taker.Values.Count == 0 ? null : new MeterValue { Timestamp = at, SampledValue = taker.Values };
    }

    public static MeterValue EnergyOnly(long energyWh, DateTimeOffset at, ReadingContext context) => new()
    {
        Timestamp = at,
        SampledValue =
        [
            new SampledValue
            {
                Value = energyWh.ToString(CultureInfo.InvariantCulture),
                Context = context,
                Measurand = Measurand.EnergyActiveImportRegister,
                Unit = UnitOfMeasure.Wh,
            },
        ],
    };

    private static (Measurand Measurand, UnitOfMeasure? Unit) WordsOf(MeterQuantity quantity) => quantity switch
    {
        MeterQuantity.EnergyActiveImportInterval => (Measurand.EnergyActiveImportInterval, UnitOfMeasure.Wh),
        MeterQuantity.EnergyReactiveImportRegister => (Measurand.EnergyReactiveImportRegister, UnitOfMeasure.Varh),
        MeterQuantity.EnergyReactiveImportInterval => (Measurand.EnergyReactiveImportInterval, UnitOfMeasure.Varh),
        MeterQuantity.PowerActiveImport => (Measurand.PowerActiveImport, UnitOfMeasure.W),
        MeterQuantity.PowerReactiveImport => (Measurand.PowerReactiveImport, UnitOfMeasure.Var),
        MeterQuantity.PowerOffered => (Measurand.PowerOffered, UnitOfMeasure.W),
        MeterQuantity.PowerFactor => (Measurand.PowerFactor, null),
        MeterQuantity.CurrentImport => (Measurand.CurrentImport, UnitOfMeasure.A),
        MeterQuantity.CurrentOffered => (Measurand.CurrentOffered, UnitOfMeasure.A),
        MeterQuantity.Voltage => (Measurand.Voltage, UnitOfMeasure.V),
        MeterQuantity.Frequency => (Measurand.Frequency, null), // §7.45 has no hertz
        MeterQuantity.Temperature => (Measurand.Temperature, UnitOfMeasure.Celsius),
        MeterQuantity.SoC => (Measurand.SoC, UnitOfMeasure.Percent),
        _ => (Measurand.EnergyActiveImportRegister, UnitOfMeasure.Wh),
    };

    private readonly struct Taker(List<SampledValue> values, ReadingContext context, SignedReading? signed, Location? place) : IReadings
    {
        public List<SampledValue> Values { get; } = values;

        public void Add(MeterQuantity quantity, decimal value, Ocpp.V201.Types.Phase? phase)
        {
            var (measurand, unit) = WordsOf(quantity);
            Values.Add(new SampledValue
            {
                Value = value.ToString(CultureInfo.InvariantCulture),
                Context = context,
                Measurand = measurand,
                Unit = unit,
                Phase = (Phase?)(int?)phase,
                Location = quantity == MeterQuantity.SoC ? Location.EV : place,
            });
            if (quantity != MeterQuantity.EnergyActiveImportRegister || signed is null)
                return;

            // OCA application note on signed meter values: the members of 2.0.1's SignedMeterValueType as a text.
            Values.Add(new SampledValue
            {
                Value = JsonSerializer.Serialize(signed, SignedReadingJson.Default.SignedReading),
                Context = context,
                Format = ValueFormat.SignedData,
                Measurand = measurand,
                Unit = unit,
            });
        }
    }
}
