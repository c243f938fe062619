using Microsoft.AspNetCore.Hosting.Server;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Cli;
using Voltbench.Gateway.Hosting;

namespace Voltbench.Gateway.Service;

/// <summary>Prints where the lab is and how to talk to it, once it listens.</summary>
internal sealed class Welcome(IServer server, IConfiguration configuration, TimeProvider time) : IHostedLifecycleService
{
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromDays(30);

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var address = server.LocalAddress().ToString().TrimEnd('/');
        var token = AccessHosting.CreateIssuer(configuration, time).Issue(TenantRole.User, TokenCommand.FirstOrganization, "welcome", TokenLifetime);
        return Console.Out.WriteLineAsync(
            $"""

            Voltbench is up.

              URL           {address}
              API browser   {address}/docs
              Organization  {TokenCommand.FirstOrganization}
              Built-in CSMS {new UriBuilder(address) { Scheme = "ws" }.Uri.ToString().TrimEnd('/')}/csms/{TokenCommand.FirstOrganization}
              Token         {token}

            Try:

              curl -s -H "Authorization: Bearer {token}" {address}/ocpp/locations

            Ctrl-C stops it.

            """);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
