using System.Text.Json;
using System.Text.Json.Serialization;

namespace Voltbench.Simulation.Charger.Chaos;

/// <summary>
/// What of the present orders has happened already: a power loss that was ordered once must not come again because it made the station start again, or because
/// another part of the behavior was changed.
/// </summary>
internal sealed class ChaosMemory(Station station) : IDocument
{
    public const string DocumentName = "chaos";

    private const string LifeCounter = "life";

    private IReadOnlyDictionary<string, string> _orders = new Dictionary<string, string>();
    private Dictionary<string, int> _happened = [];

    public string Name => DocumentName;

    /// <summary>Counts the times that the station began to misbehave: each draws other numbers.</summary>
    public int Life => Times(LifeCounter);

    /// <summary>From now on these orders count, by part; what is remembered of others is forgotten.</summary>
    public void Take(IReadOnlyDictionary<string, string> orders)
    {
        var forgotten = _happened.Keys.Where(what => what != LifeCounter && OrderOf(_orders, what) != OrderOf(orders, what)).ToList();
        foreach (var what in forgotten)
            _happened.Remove(what);
        _orders = orders;
        _happened[LifeCounter] = Life + 1;
        station.Memory.Changed(this);
    }

    public bool IsNew(string what) => Times(what) == 0;

    public int Times(string what) => _happened.GetValueOrDefault(what);

    /// <summary>Notes it; false when it has happened as often as it may.</summary>
    /// <param name="what">Begins with the part of the behavior that it belongs to, up to a slash.</param>
    /// <param name="atMost">How often it may.</param>
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
        : JsonSerializer.SerializeToUtf8Bytes(new ChaosRecord(_orders, _happened), ChaosJson.Default.ChaosRecord);

    public void Read(ReadOnlyMemory<byte> json)
    {
        if (JsonSerializer.Deserialize(json.Span, ChaosJson.Default.ChaosRecord) is { } record)
            (_orders, _happened) = (record.Orders, record.Happened);
    }

    /// <summary>There are no orders any more.</summary>
    public void Forget()
    {
        if (_happened.Count == 0)
            return;
        (_orders, _happened) = (new Dictionary<string, string>(), []);
        station.Memory.Changed(this);
    }

    public void Clear() => _happened = [];

    private static string OrderOf(IReadOnlyDictionary<string, string> orders, string what)
    {
        var slash = what.IndexOf('/', StringComparison.Ordinal);
        return orders.GetValueOrDefault(slash < 0 ? what : what[..slash], "");
    }
}

internal sealed record ChaosRecord(
    [property: JsonPropertyName("orders")] IReadOnlyDictionary<string, string> Orders,
    [property: JsonPropertyName("done")] Dictionary<string, int> Happened);

[JsonSerializable(typeof(ChaosRecord))]
internal sealed partial class ChaosJson : JsonSerializerContext;
