using Npgsql;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Lab.Database;

namespace Voltbench.Gateway.Service;

/// <summary>Answer of <c>GET /health</c>.</summary>
/// <param name="Status"><c>ok</c> or <c>unavailable</c>.</param>
/// <param name="Database"><c>ok</c> or <c>unavailable</c>.</param>
/// <param name="Version">Version of the gateway.</param>
public sealed record HealthBody(string Status, string Database, string Version);

internal static class Health
{
    private const int TimeoutSeconds = 2;

    private static readonly string Version = typeof(Health).Assembly.GetName().Version?.ToString(3) ?? "0";

    public static void MapHealth(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/health", Get).WithName("get_health").WithSummary("Whether the gateway and its database are up")
            .Answers<HealthBody>(StatusCodes.Status200OK).Answers<HealthBody>(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> Get(LabDatabase database, CancellationToken ct) => await IsUpAsync(database, ct)
        ? ApiResults.Ok(new HealthBody("ok", "ok", Version), ServiceJson.Default.HealthBody)
        : ApiResults.Json(StatusCodes.Status503ServiceUnavailable, new HealthBody("unavailable", "unavailable", Version), ServiceJson.Default.HealthBody);

    private static async Task<bool> IsUpAsync(LabDatabase database, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(TimeSpan.FromSeconds(TimeoutSeconds));
        try
        {
            await using var command = database.Source.CreateCommand("select 1");
            await command.ExecuteScalarAsync(deadline.Token);
            return true;
        }
        catch (Exception e) when (e is NpgsqlException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }
}
