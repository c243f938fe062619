using System.Net;
using Voltbench.Gateway.Tests.Commands;

namespace Voltbench.Gateway.Tests.Service;

public sealed class MetricsTests(LiveFleet fleet) : IClassFixture<LiveFleet>
{
    [Fact]
    public async Task Tells_what_the_fleet_does_in_prometheus_text()
    {
        var id = await fleet.AddChargerAsync("measured");
        await fleet.LogsAsync(id);

        using (var refused = await fleet.Anonymous.GetAsync("metrics"))
            refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var answer = await fleet.Client.GetAsync("metrics");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldContain("# TYPE voltbench_frame_log_written_total counter\n");
        Value(text, "voltbench_frame_log_written_total ").ShouldBeGreaterThan(0);
        Value(text, "voltbench_frame_log_copy_duration_seconds_count ").ShouldBeGreaterThan(0);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            line.ShouldMatch(@"^(# (HELP|TYPE) [a-z0-9_]+ .+|[a-z0-9_]+(\{.*\})? -?[0-9.E+-]+)$");
    }

    private static double Value(string text, string start) =>
        double.Parse(text.Split('\n').Single(l => l.StartsWith(start, StringComparison.Ordinal))[start.Length..], System.Globalization.CultureInfo.InvariantCulture);
}
