using Microsoft.AspNetCore.Connections;
using Voltbench.Ocpp.Transport;

namespace Voltbench.Gateway.Hosting;

internal static partial class ServerHosting
{
    public const string DefaultUrls = "http://127.0.0.1:8080";
    public const int MaxBodyBytes = 8 * 1024 * 1024;

    /// <summary>
    /// Bytes of the request line, and of all headers. The line takes 10,000 <c>charger_ids</c>; a token too long for any use still
    /// gets its 401. What is longer is cut off by the server itself (414, 431), before a route is known, so without a body.
    /// </summary>
    public const int MaxHeadBytes = 512 * 1024;

    /// <summary>
    /// Within this the host must be stopped; connections still open then are cut. A stop takes 10 s at most, and the private database
    /// has 4 s of them for its last checkpoint.
    /// </summary>
    public static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    public static void AddServer(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseUrls(builder.Configuration["Urls"] is { Length: > 0 } urls ? urls : DefaultUrls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Limits.MaxRequestLineSize = MaxHeadBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeadBytes;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(30);
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(LimitedBy(kestrel.ApplicationServices.GetRequiredService<SocketBudget>())));
        });
        builder.Services.AddSingleton(static services => SocketBudget.OfProcess(
            budget => LogHeldBack(services.GetRequiredService<ILoggerFactory>().CreateLogger("Voltbench.Gateway.OpenFiles"), budget.Advice)));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
    }

    /// <summary>A connection too many is closed before anything is read from it.</summary>
    private static Func<ConnectionDelegate, ConnectionDelegate> LimitedBy(SocketBudget budget) => next => async connection =>
    {
        if (!budget.TryAccept())
        {
            connection.Abort();
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            budget.Give(1);
        }
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Connections are held back: {Advice}")]
    private static partial void LogHeldBack(ILogger log, string advice);
}
