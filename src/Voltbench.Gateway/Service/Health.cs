using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;

namespace Voltbench.Gateway.Service;

/// <summary>Answer of <c>GET /health</c>.</summary>
/// <param name="Status"><c>ok</c> or <c>unavailable</c>.</param>
/// <param name="Database"><c>ok</c> or <c>unavailable</c>.</param>
/// <param name="Version">Version of the gateway.</param>
public sealed record HealthBody(string Status, string Database, string Version);

internal static class Health
{
    private static readonly string Version = typeof(Health).Assembly.GetName().Version?.ToString(3) ?? "0";

    public static void MapHealth(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/health", Get).WithName("get_health").WithSummary("Whether the gateway and its database are up")
            .Answers<HealthBody>(StatusCodes.Status200OK).Answers<HealthBody>(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> Get(DatabaseProbe database, CancellationToken ct) => await database.IsUpAsync(ct)
        ? ApiResults.Ok(new HealthBody("ok", "ok", Version), ServiceJson.Default.HealthBody)
        : ApiResults.Json(StatusCodes.Status503ServiceUnavailable, new HealthBody("unavailable", "unavailable", Version), ServiceJson.Default.HealthBody);
}
