using System.Globalization;
using Voltbench.Ocpp;
using Voltbench.Ocpp.Certificates;
using Voltbench.Testing;
using Voltbench.Testing.Csms;
using Voltbench.Testing.Wire;

namespace Voltbench.Certification.Tests.Harness;

/// <summary>One gateway and one scripted CSMS for all test cases; each case has a charger of its own.</summary>
public sealed class TestLab : GatewayFixture, IAsyncLifetime
{
    private readonly PostgresFixture _postgres;
    private readonly string _folder = Directory.CreateTempSubdirectory("vb-oca-").FullName;
    private int _chargers;

    public TestLab()
        : this(new PostgresFixture())
    {
    }

    // A fixture of the assembly cannot be given another one, so it brings its own.
    private TestLab(PostgresFixture postgres)
        : base(postgres) => _postgres = postgres;

    public RecordingCsms Csms { get; private set; } = null!;

    /// <summary>Another one, for stations that move.</summary>
    public RecordingCsms OtherCsms { get; private set; } = null!;

    /// <summary>With TLS, for security profile 2.</summary>
    public RecordingCsms SecureCsms { get; private set; } = null!;

    /// <summary>With TLS that asks for the station's certificate, for security profile 3.</summary>
    public RecordingCsms MutualCsms { get; private set; } = null!;

    /// <summary>The root of the operator: of his CSMS and, later, of his stations.</summary>
    public CertificateAuthority Operator { get; } = TestCertificates.Root("Operator", TimeProvider.System.GetUtcNow());

    /// <summary>Stations trust the operator from the start; installations take a second.</summary>
    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Tls:TrustedRoots", Path.Combine(_folder, "roots.pem")),
        new("Tls:Authority", Path.Combine(_folder, "ca")),
        new("Simulation:FirmwareInstallTime", "00:00:01"),
    ];

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "roots.pem"), Operator.Certificate.ExportCertificatePem());
        await _postgres.InitializeAsync();
        Csms = await RecordingCsms.StartAsync();
        OtherCsms = await RecordingCsms.StartAsync();
        SecureCsms = await RecordingCsms.StartAsync(Operator.ServerCertificate());
        MutualCsms = await RecordingCsms.StartAsync(Operator.ServerCertificate(), (_, _) => true);
        await InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var csms in (RecordingCsms[])[Csms, OtherCsms, SecureCsms, MutualCsms])
            await csms.DisposeAsync();
        await _postgres.DisposeAsync();
        Operator.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A charger that has booted, with everything before it forgotten.</summary>
    /// <param name="version">Of OCPP.</param>
    /// <param name="behavior">Its behavior; null = meter values every second.</param>
    /// <param name="isDc">A DC charger with a cable of its own, otherwise AC with a socket.</param>
    /// <param name="security">Its security profile; null = none.</param>
    public async Task<TestStation> BootedAsync(OcppVersion version, object? behavior = null, bool isDc = false, Secured? security = null)
    {
        var station = New(version);
        await station.CreateAsync(behavior, isDc, security);
        await station.UntilQuietAsync();
        station.Forget();
        return station;
    }

    /// <summary>A charger that is not created yet: script its first boot, then call <see cref="TestStation.CreateAsync"/>.</summary>
    public TestStation New(OcppVersion version)
        => new(this, version, string.Create(CultureInfo.InvariantCulture, $"oca-{Interlocked.Increment(ref _chargers)}"));
}
