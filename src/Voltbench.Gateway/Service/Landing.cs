namespace Voltbench.Gateway.Service;

/// <summary>The page at <c>/</c>.</summary>
internal static class Landing
{
    private const string Html =
        """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><title>Voltbench</title><meta name="viewport" content="width=device-width, initial-scale=1">
        <style>body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:4rem auto;padding:0 1rem;color:#1c2733}a{color:#0b63c5}code{background:#eef2f6;padding:.1em .3em}</style></head>
        <body>
        <h1>Voltbench</h1>
        <p>A lab of virtual EV chargers that speak real OCPP. This is its REST gateway.</p>
        <ul>
        <li><a href="docs">API browser</a></li>
        <li><a href="openapi.json">OpenAPI document</a></li>
        <li><a href="health">Health</a></li>
        </ul>
        <p>Every call of the API needs a token: <code>Authorization: Bearer …</code></p>
        </body>
        </html>
        """;

    public static void MapLanding(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/", () => Results.Content(Html, "text/html; charset=utf-8")).ExcludeFromDescription();
}
