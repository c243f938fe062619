using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Commands;

/// <summary>A live fleet for one test alone, with a PostgreSQL of its own.</summary>
internal sealed class LiveFleetOwner : IAsyncDisposable
{
    private readonly PostgresFixture _postgres = new();
    private LiveFleet? _fleet;

    public async Task<LiveFleet> StartAsync()
    {
        await _postgres.InitializeAsync();
        _fleet = new LiveFleet(_postgres);
        await _fleet.InitializeAsync();
        return _fleet;
    }

    public async ValueTask DisposeAsync()
    {
        if (_fleet is not null)
            await _fleet.DisposeAsync();
        await _postgres.DisposeAsync();
    }
}
