using Microsoft.AspNetCore.Hosting.Server;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Cli;
using Voltbench.Gateway.Hosting;

namespace Voltbench.Gateway.Demo;

/// <summary>Brings the demo up once the gateway listens; the gateway lives on whatever comes of it.</summary>
internal sealed partial class DemoService(
    IServer server,
    IConfiguration configuration,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<DemoService> log) : BackgroundService
{
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        try
        {
            await started.Task.WaitAsync(stoppingToken);
            var address = server.LocalAddress();
            var token = AccessHosting.CreateIssuer(configuration, time).Issue(TenantRole.User, TokenCommand.FirstOrganization, "demo", TokenLifetime);
            var csms = new UriBuilder(address) { Scheme = address.Scheme == "https" ? "wss" : "ws", Path = $"/csms/{TokenCommand.FirstOrganization}" }.Uri;
            var result = await new DemoLab(DemoApi.Open(address, token), csms.ToString(), time).BringUpAsync(stoppingToken);
            LogUp(result.LocationId, DemoCharger.All.Count, result.Charging);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped before the demo was complete; the next start goes on with it.
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException or SettingsException)
        {
            LogFailed(e.Message);
        }
    }
}
