using System.Text.Json;
using System.Text.Json.Serialization;

namespace Voltbench.Simulation.Charger.Chaos;

/// <summary>
/// What of the present order has happened already: a power loss that was ordered once must not come again because it made the station start again.
/// </summary>
internal sealed class ChaosMemory(Station station) : IDocument
{
    public const string DocumentName = "chaos";

    private string? _order;
    private Dictionary<string, int> _happened = [];

    public string Name => DocumentName;

    /// <summary>From now on that order counts; what is remembered of another is forgotten.</summary>
    public void Take(string order)
    {
        if (_order == order)
            return;
        var knew = _order is not null;
        _order = order;
        _happened = [];
        if (knew)
            station.Memory.Changed(this);
    }

    public bool IsNew(string what) => Times(what) == 0;

    public int Times(string what) => _happened.GetValueOrDefault(what);

    /// <summary>Notes it; false when it has happened as often as it may.</summary>
    public bool Happens(string what, int atMost = 1)
    {
        var times = Times(what);
        if (times >= atMost)
            return false;
        _happened[what] = times + 1;
        station.Memory.Changed(this);
        return true;
    }

    public ReadOnlyMemory<byte> Write() => _happened.Count == 0
        ? default
        : JsonSerializer.SerializeToUtf8Bytes(new ChaosRecord(_order ?? "", _happened), ChaosJson.Default.ChaosRecord);

    public void Read(ReadOnlyMemory<byte> json)
    {
        if (JsonSerializer.Deserialize(json.Span, ChaosJson.Default.ChaosRecord) is { } record)
            (_order, _happened) = (record.Order, record.Happened);
    }

    public void Clear() => _happened = [];
}

internal sealed record ChaosRecord([property: JsonPropertyName("order")] string Order, [property: JsonPropertyName("done")] Dictionary<string, int> Happened);

[JsonSerializable(typeof(ChaosRecord))]
internal sealed partial class ChaosJson : JsonSerializerContext;
