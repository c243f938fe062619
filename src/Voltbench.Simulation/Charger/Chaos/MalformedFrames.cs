using System.Text.Json;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Messages.Defects;
using Voltbench.Simulation.Seeds;

namespace Voltbench.Simulation.Charger.Chaos;

/// <summary>Breaks frames of the station: kind and place are drawn, and a frame that has no place for the kind gets the next one that fits.</summary>
internal sealed class MalformedFrames(Station station, MalformedChaos settings)
{
    private const string Counter = "malformed";

    /// <summary>A megabyte a frame has to be asked for.</summary>
    private static readonly Defect[] Usual = [.. Enum.GetValues<Defect>().Where(static d => d != Defect.Oversized)];

    private readonly IReadOnlyList<Defect> _kinds = settings.Kinds.Count > 0 ? settings.Kinds : Usual;
    private SeedStream _stream = StationChaos.Stream(station, "malformed");

    /// <summary>The broken frame and its mark; null when the frame stays good.</summary>
    public (BrokenFrame Frame, string Mark)? Break(ReadOnlyMemory<byte> frame, string action)
    {
        if (settings.Actions.Count > 0 && !settings.Actions.Contains(action, StringComparer.Ordinal))
            return null;
        if (settings.Times is { } times && station.ChaosMemory.Times(Counter) >= times)
            return null;
        if (_stream.NextDouble() >= settings.Probability)
            return null;
        var (first, place) = (_stream.Next(), _stream.Next());
        var known = OcppActions.Find(station.Spec.Version, action);
        for (var i = 0; i < _kinds.Count; i++)
        {
            var kind = _kinds[(int)((first + (ulong)i) % (ulong)_kinds.Count)];
            if (BrokenFrame.Make(frame, known, kind, place) is not { } broken)
                continue;
            if (settings.Times is { } atMost)
                station.ChaosMemory.Happens(Counter, atMost);
            return (broken, $"malformed: {JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString())}");
        }

        return null;
    }
}
