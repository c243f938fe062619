using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Voltbench.Simulation.Charger.Configuration;

/// <summary>How the phases of the grid meter reach a connector (OCPP 1.6 §9.1.6).</summary>
internal enum PhaseRotation : byte
{
    /// <summary>One phase or direct current.</summary>
    NotApplicable,

    Unknown,

    /// <summary>The standard reference phasing.</summary>
    RST,

    RTS,
    SRT,
    STR,
    TRS,
    TSR,
}

/// <summary>The rotation of each connector, by its id; 0 is the connection of the station itself.</summary>
internal sealed class PhaseRotations
{
    private static readonly WireNames<PhaseRotation> Names = new();

    private readonly SortedDictionary<int, PhaseRotation> _byConnector = [];

    /// <summary>Three phases are wired in the standard order.</summary>
    public static PhaseRotations Usual(Station station)
    {
        var rotations = new PhaseRotations();
        foreach (var connector in station.Connectors)
            rotations._byConnector[connector.Id] = connector.Model.Phases == 3 ? PhaseRotation.RST : PhaseRotation.NotApplicable;
        return rotations;
    }

    public static bool TryParse(string text, [MaybeNullWhen(false)] out PhaseRotations value, out string why)
    {
        value = new PhaseRotations();
        why = "";
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var dot = part.IndexOf('.', StringComparison.Ordinal);
            if (dot > 0
                && int.TryParse(part.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var connector)
                && Names.TryParse(part[(dot + 1)..], out var rotation)
                && value._byConnector.TryAdd(connector, rotation))
            {
                continue;
            }

            why = $"'{Text.Cut(part, 50)}' is not a connector with one of {string.Join(", ", Names.All)}, once for each, as in 1.RST.";
            return false;
        }

        return true;
    }

    /// <summary>The grid's phase (1 to 3) behind a terminal of the outlet (0 to 2).</summary>
    public static int PhaseBehind(PhaseRotation rotation, int terminal) => rotation switch
    {
        PhaseRotation.RTS => Pick(1, 3, 2, terminal),
        PhaseRotation.SRT => Pick(2, 1, 3, terminal),
        PhaseRotation.STR => Pick(2, 3, 1, terminal),
        PhaseRotation.TRS => Pick(3, 1, 2, terminal),
        PhaseRotation.TSR => Pick(3, 2, 1, terminal),
        _ => terminal + 1,
    };

    /// <summary>The rotation of a connector; that of the station where it has none of its own.</summary>
    public PhaseRotation Of(int connectorId)
        => _byConnector.TryGetValue(connectorId, out var own) ? own : _byConnector.GetValueOrDefault(0, PhaseRotation.Unknown);

    private static int Pick(int first, int second, int third, int terminal) => terminal switch { 0 => first, 1 => second, _ => third };

    public bool Fits(Station station) => _byConnector.Keys.All(id => id <= station.Connectors.Length);

    public override string ToString() => string.Join(',', _byConnector.Select(static e => string.Create(CultureInfo.InvariantCulture, $"{e.Key}.{Names.Of(e.Value)}")));
}
