using System.Diagnostics.CodeAnalysis;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Metering;

namespace Voltbench.Simulation.Charger.Configuration;

/// <summary>
/// A measurand as the lists of settings name it. In 1.6 it may be of one phase, written <c>Voltage.L1</c> (§9.1.17); without one it is of all phases that there are.
/// </summary>
internal readonly record struct SampledQuantity(MeterQuantity Quantity, Phase? Phase = null)
{
    private static readonly WireNames<Phase> Phases = new();

    private static readonly WireNames<MeterQuantity> Known = new();

    /// <summary>Names of the measurands that a list may hold.</summary>
    public static IReadOnlyList<string> Names => Known.All;

    /// <summary>What a station sends that nobody configured.</summary>
    public static IReadOnlyList<SampledQuantity> Usual { get; } =
    [
        new(MeterQuantity.EnergyActiveImportRegister),
        new(MeterQuantity.PowerActiveImport),
        new(MeterQuantity.CurrentImport),
        new(MeterQuantity.Voltage),
        new(MeterQuantity.SoC),
    ];

    /// <summary>Reads a list of names separated by commas.</summary>
    public static bool TryParseList(string text, [MaybeNullWhen(false)] out IReadOnlyList<SampledQuantity> value, out string why)
    {
        var items = new List<SampledQuantity>();
        (value, why) = (items, "");
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!TryParse(part, out var item))
            {
                why = $"This station does not measure '{Text.Cut(part, 50)}'.";
                return false;
            }

            if (items.Contains(item))
            {
                why = $"'{part}' is there twice.";
                return false;
            }

            items.Add(item);
        }

        return true;
    }

    public static string Format(IReadOnlyList<SampledQuantity> list) => string.Join(',', list);

    public override string ToString() => Phase is { } phase ? $"{Known.Of(Quantity)}.{Phases.Of(phase)}" : Known.Of(Quantity);

    private static bool TryParse(string text, out SampledQuantity item)
    {
        item = default;
        if (Known.TryParse(text, out var quantity))
        {
            item = new SampledQuantity(quantity);
            return true;
        }

        var dot = text.LastIndexOf('.');
        if (dot < 0 || !Known.TryParse(text[..dot], out quantity) || !Readings.HasPhases(quantity) || !Phases.TryParse(text[(dot + 1)..], out var phase))
            return false;
        item = new SampledQuantity(quantity, phase);
        return true;
    }
}
