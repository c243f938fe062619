using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Voltbench.Gateway.Hosting;
using Voltbench.Lab.Chargers;

namespace Voltbench.Gateway.Csms;

/// <summary>Where this server listens, once it does. Plain HTTP goes before HTTPS: its own chargers need no certificate to trust.</summary>
public sealed class ListeningAddress : IListeningAddress
{
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ListeningAddress(IServer server, IHostApplicationLifetime lifetime)
    {
        lifetime.ApplicationStarted.Register(() => _address.TrySetResult(server.LocalAddress()));
        lifetime.ApplicationStopping.Register(() => _address.TrySetCanceled());
    }

    public Task<Uri> GetAsync() => _address.Task;
}
