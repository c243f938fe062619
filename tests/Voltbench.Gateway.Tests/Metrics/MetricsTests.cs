using System.Diagnostics.Metrics;
using Voltbench.Gateway.Metrics;

namespace Voltbench.Gateway.Tests.Metrics;

public sealed class MetricsTests : IDisposable
{
    private readonly Meter _meter = new("Voltbench.MetricsTests");
    private readonly MetricsCollector _collector = new();

    [Fact]
    public void A_counter_adds_up_by_labels()
    {
        var counter = _meter.CreateCounter<long>("voltbench.tests.frames", "{frame}", "Frames");
        counter.Add(2, new KeyValuePair<string, object?>("kind", "a\"b"));
        counter.Add(3, new KeyValuePair<string, object?>("kind", "a\"b"));
        var text = PrometheusText.Write(_collector.Read());
        text.ShouldContain("# TYPE voltbench_tests_frames_total counter\nvoltbench_tests_frames_total{kind=\"a\\\"b\"} 5\n");
    }

    [Fact]
    public void A_time_is_counted_into_cumulative_buckets_with_their_bounds_included()
    {
        var histogram = _meter.CreateHistogram<double>("voltbench.tests.drift", "s", "Late");
        foreach (var value in new[] { 0.0005, 0.001, 0.02, 99 })
            histogram.Record(value);
        var lines = PrometheusText.Write(_collector.Read()).Split('\n').Where(l => l.StartsWith("voltbench_tests_drift", StringComparison.Ordinal)).ToList();
        lines.ShouldContain("voltbench_tests_drift_seconds_bucket{le=\"0.001\"} 2");
        lines.ShouldContain("voltbench_tests_drift_seconds_bucket{le=\"0.01\"} 2");
        lines.ShouldContain("voltbench_tests_drift_seconds_bucket{le=\"0.025\"} 3");
        lines.ShouldContain("voltbench_tests_drift_seconds_bucket{le=\"10\"} 3");
        lines.ShouldContain("voltbench_tests_drift_seconds_bucket{le=\"+Inf\"} 4");
        lines.ShouldContain("voltbench_tests_drift_seconds_count 4");
    }

    [Fact]
    public void A_labelled_histogram_keeps_its_labels_in_every_bucket()
    {
        _meter.CreateHistogram<int>("voltbench.tests.batch", "{row}").Record(5, new KeyValuePair<string, object?>("table", "frames"));
        PrometheusText.Write(_collector.Read()).ShouldContain("voltbench_tests_batch_bucket{table=\"frames\",le=\"16\"} 1\n");
    }

    public void Dispose()
    {
        _collector.Dispose();
        _meter.Dispose();
    }
}
