using Voltbench.Ocpi;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.OcpiPeer.Commands;

/// <summary>A gateway with one CPO per version that its tests share; their chargers are made of bytes.</summary>
public abstract class CpoGateway(PostgresFixture postgres) : GatewayFixture(postgres)
{
    private readonly Dictionary<OcpiVersion, LiveCpo> _cpos = [];
    private readonly SemaphoreSlim _one = new(1);

    public async Task<LiveCpo> CpoAsync(OcpiVersion version)
    {
        await _one.WaitAsync();
        try
        {
            if (!_cpos.TryGetValue(version, out var cpo))
                _cpos[version] = cpo = await LiveCpo.StartAsync(this, version, "OCPP1.6", isSimulated: false);
            return cpo;
        }
        finally
        {
            _one.Release();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var cpo in _cpos.Values)
            await cpo.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
