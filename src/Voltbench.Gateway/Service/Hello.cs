namespace Voltbench.Gateway.Service;

/// <summary>
/// <c>GET /bench/hello</c>: the cheapest answer that this host can give, what the benchmarks of the API are compared with. Only there when
/// <c>Bench:Hello</c> is set, so that no installation serves it by accident.
/// </summary>
internal static class Hello
{
    public static void MapHello(this IEndpointRouteBuilder routes, IConfiguration configuration)
    {
        if (configuration.GetValue("Bench:Hello", defaultValue: false))
            routes.MapGet("/bench/hello", () => Results.Text("hello", "text/plain")).ExcludeFromDescription();
    }
}
