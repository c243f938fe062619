using Voltbench.Gateway.Metrics;
using Voltbench.Gateway.OpenApi;

namespace Voltbench.Gateway.Service;

/// <summary><c>GET /metrics</c> in Prometheus text.</summary>
internal static class MetricsRoute
{
    public static void MapMetrics(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/metrics", (MetricsCollector metrics) => Results.Text(PrometheusText.Write(metrics.Read()), PrometheusText.ContentType))
            .Describe("get_metrics", "Figures of this gateway for Prometheus")
            .Produces<string>(StatusCodes.Status200OK, "text/plain");
}
