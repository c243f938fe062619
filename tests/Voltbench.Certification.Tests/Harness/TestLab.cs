using System.Globalization;
using Voltbench.Ocpp;
using Voltbench.Testing;
using Voltbench.Testing.Csms;

namespace Voltbench.Certification.Tests.Harness;

/// <summary>One gateway and one scripted CSMS for all test cases; each case has a charger of its own.</summary>
public sealed class TestLab : GatewayFixture, IAsyncLifetime
{
    private readonly PostgresFixture _postgres;
    private int _chargers;

    public TestLab()
        : this(new PostgresFixture())
    {
    }

    // A fixture of the assembly cannot be given another one, so it brings its own.
    private TestLab(PostgresFixture postgres)
        : base(postgres) => _postgres = postgres;

    public RecordingCsms Csms { get; private set; } = null!;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await _postgres.InitializeAsync();
        Csms = await RecordingCsms.StartAsync();
        await InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Csms.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    /// <summary>A charger that has booted, with everything before it forgotten.</summary>
    /// <param name="version">Of OCPP.</param>
    /// <param name="behavior">Its behavior; null = meter values every second.</param>
    /// <param name="isDc">A DC charger with a cable of its own, otherwise AC with a socket.</param>
    public async Task<TestStation> BootedAsync(OcppVersion version, object? behavior = null, bool isDc = false)
    {
        var station = New(version);
        await station.CreateAsync(behavior, isDc);
        await station.UntilQuietAsync();
        return station;
    }

    /// <summary>A charger that is not created yet: script its first boot, then call <see cref="TestStation.CreateAsync"/>.</summary>
    public TestStation New(OcppVersion version)
        => new(this, version, string.Create(CultureInfo.InvariantCulture, $"oca-{Interlocked.Increment(ref _chargers)}"));
}
