using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Metrics;
using Voltbench.Gateway.OpenApi;

namespace Voltbench.Gateway.Service;

/// <summary><c>GET /metrics</c> in Prometheus text.</summary>
internal static class MetricsRoute
{
    public static void MapMetrics(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/metrics", (MetricsCollector metrics) => Results.Text(PrometheusText.Write(metrics.Read()), PrometheusText.ContentType))
            // The figures are of the whole process, so any valid token will do; a scraper sends one as its bearer credentials.
            .RequireAccess(AccessRule.Caller)
            .Describe("get_metrics", "Figures of this gateway for Prometheus")
            .Produces<string>(StatusCodes.Status200OK, "text/plain");
}
