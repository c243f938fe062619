using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Voltbench.Gateway.Demo;
using Voltbench.Gateway.Service;

namespace Voltbench.Gateway.Hosting;

/// <summary>What greets a person who has just started a lab: a few lines in the terminal, and a fleet to look at.</summary>
internal static class FirstStepsHosting
{
    public static void AddFirstSteps(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetValue("Welcome:Enabled", defaultValue: false))
            builder.Services.AddHostedService<Welcome>();
        if (builder.Configuration.GetValue("Demo:Enabled", defaultValue: false))
            builder.Services.AddHostedService<DemoService>();
    }

    /// <summary>
    /// The first address that the gateway listens on, plain HTTP before HTTPS, as a client on this machine spells it. Known once the server has started.
    /// </summary>
    public static Uri LocalAddress(this IServer server)
    {
        var bound = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.OrderBy(static a => a.StartsWith("https", StringComparison.OrdinalIgnoreCase)).First());
        return bound.Host is "0.0.0.0" or "[::]" ? new UriBuilder(bound) { Host = "127.0.0.1" }.Uri : bound;
    }
}
