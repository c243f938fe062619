using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Voltbench.Gateway.Metrics;

/// <summary>
/// Keeps the sums of the product's own instruments (meters <c>Voltbench.*</c>) for <c>GET /metrics</c>. Counters add up; gauges are asked when read;
/// histograms are counted into fixed buckets.
/// </summary>
public sealed class MetricsCollector : IDisposable
{
    /// <summary>Series kept at most: a tag with unbounded values must not eat the memory.</summary>
    private const int MaxSeries = 2_000;

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<SeriesKey, Series> _series = new();

    public MetricsCollector()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith("Voltbench", StringComparison.Ordinal))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>All series as they are now, by instrument.</summary>
    internal IReadOnlyList<Series> Read()
    {
        _listener.RecordObservableInstruments();
        return [.. _series.Values.OrderBy(s => s.Name, StringComparer.Ordinal).ThenBy(s => s.Labels, StringComparer.Ordinal)];
    }

    public void Dispose() => _listener.Dispose();

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = new SeriesKey(instrument, PrometheusText.Labels(tags));
        if (!_series.TryGetValue(key, out var series))
        {
            if (_series.Count >= MaxSeries)
                return;
            series = _series.GetOrAdd(key, static k => new Series(k.Instrument, k.Labels));
        }

        series.Add(value);
    }

    private readonly record struct SeriesKey(Instrument Instrument, string Labels);
}

/// <summary>One instrument with one set of tags.</summary>
internal sealed class Series(Instrument instrument, string labels)
{
    /// <summary>Upper bounds of the buckets of a time in seconds; anything else is counted in powers of four.</summary>
    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private static readonly double[] Amounts = [1, 4, 16, 64, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576];

    private readonly Lock _gate = new();
    private readonly double[] _bounds = KindOf(instrument) != SeriesKind.Histogram ? [] : instrument.Unit == "s" ? Seconds : Amounts;
    private long[]? _buckets;
    private double _sum;
    private long _count;

    public string Name { get; } = PrometheusText.Name(instrument);

    public string Labels { get; } = labels;

    public string? Description => instrument.Description;

    public SeriesKind Kind { get; } = KindOf(instrument);

    public (double Sum, long Count) Value
    {
        get
        {
            lock (_gate)
                return (_sum, _count);
        }
    }

    /// <summary>Of a histogram: how many measurements were at most as large as each bound.</summary>
    public IReadOnlyList<(double Bound, long Count)> Buckets
    {
        get
        {
            lock (_gate)
            {
                var sum = 0L;
                return [.. _bounds.Select((bound, n) => (bound, sum += _buckets?[n] ?? 0))];
            }
        }
    }

    public void Add(double value)
    {
        lock (_gate)
        {
            if (_bounds.Length > 0)
                Count(value);
            _sum = instrument.IsObservable || Kind == SeriesKind.Set ? value : _sum + value;
            _count++;
        }
    }

    private void Count(double value)
    {
        var place = Array.BinarySearch(_bounds, value);
        place = place < 0 ? ~place : place;
        if (place < _bounds.Length)
            (_buckets ??= new long[_bounds.Length])[place]++;
    }

    private static SeriesKind KindOf(Instrument instrument)
    {
        var type = instrument.GetType();
        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        return generic == typeof(Histogram<>) ? SeriesKind.Histogram
            : generic == typeof(Counter<>) || generic == typeof(ObservableCounter<>) ? SeriesKind.Counter
            : generic == typeof(Gauge<>) ? SeriesKind.Set
            : SeriesKind.Gauge;
    }
}

internal enum SeriesKind
{
    Counter,

    /// <summary>Goes up and down; measurements add up, or are asked when read.</summary>
    Gauge,

    /// <summary>A gauge whose last measurement counts.</summary>
    Set,

    Histogram,
}
