using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;

namespace Voltbench.Simulation.Tests.Harness;

/// <summary>One charger, its CSMS and its disk in virtual time.</summary>
public sealed class Rig
{
    public const long Key = 7;

    public Rig(
        OcppVersion version,
        FleetOptions? options = null,
        Func<ChargerSpec, ChargerSpec>? spec = null,
        IStationCertificates? certificates = null,
        IFileTransfer? files = null,
        ICsmsAddresses? addresses = null)
    {
        _certificates = certificates;
        _addresses = addresses;
        _files = files ?? Files;
        Version = version;
        Csms = new WireCsms(Time, version) { IsStationDead = () => Store.IsDead };
        Csms.IsMeant = frame => Seen.Marked.Exists(m => m.Direction == FrameDirection.ToCsms && m.Message == frame);
        Options = (options ?? new FleetOptions()) with { Pumped = true, Lanes = 1 };
        Spec = new ChargerSpec
        {
            Key = Key,
            Id = "dep-7",
            Identity = "CP/7 ü",
            Version = version,
            CsmsUrl = new Uri("ws://csms.test:9000/ocpp?tenant=a"),
            Model = new ChargerModel
            {
                Vendor = "Wallbox",
                Name = "Pulsar Plus",
                Connectors = [new ConnectorModel("Type2", false, 22_080, 230, 3), new ConnectorModel("CCS2", true, 150_000, 400, 0)],
            },
            SerialNumber = "SN-1",
            Seed = 42,
        };
        Spec = spec?.Invoke(Spec) ?? Spec;
        Fleet = NewFleet();
    }

    public OcppVersion Version { get; }

    public ManualTimeProvider Time { get; } = new();

    public WireCsms Csms { get; }

    public MemoryStore Store { get; } = new();

    public Recorder Seen { get; } = new();

    public ScriptedFiles Files { get; } = new();

    public FleetOptions Options { get; }

    private readonly IStationCertificates? _certificates;
    private readonly ICsmsAddresses? _addresses;
    private readonly IFileTransfer _files;

    public ChargerSpec Spec { get; set; }

    public Fleet Fleet { get; private set; }

    /// <summary>Places the charger and lets it boot.</summary>
    public Rig Booted()
    {
        Fleet.Place(Spec, null);
        Run(TimeSpan.Zero);
        return this;
    }

    /// <summary>Places a charger on which somebody set something before (<c>Component.Variable</c> or a key of 1.6) and lets it boot.</summary>
    public Rig Booted(params (string Name, string Value)[] settings)
    {
        var document = new ChargerDocument("config", JsonSerializer.SerializeToUtf8Bytes(settings.ToDictionary(s => s.Name, s => s.Value)));
        Store.Commits.Add(new ChargerCommit { ChargerKey = Key, Sequence = 1, State = default, Added = [], Removed = [], Documents = [document] });
        Fleet.Place(Spec, Store.Load(Key));
        Run(TimeSpan.Zero);
        Csms.Calls.Clear();
        return this;
    }

    /// <summary>Lets time pass, stopping at every timer; in the end every frame of the station must have been valid.</summary>
    public void Run(TimeSpan duration)
    {
        var end = Time.GetUtcNow() + duration;
        Fleet.Pump();
        while (!Store.IsDead && Fleet.NextTimerIn is { } next && Time.GetUtcNow() + next <= end)
        {
            Time.Advance(next);
            Fleet.Pump();
        }

        if (!Store.IsDead)
        {
            Time.Advance(end - Time.GetUtcNow());
            Fleet.Pump();
        }

        Csms.Violations.ShouldBeEmpty();
    }

    /// <summary>The time in so many seconds, as the messages write it.</summary>
    public string In(double seconds)
        => (Time.GetUtcNow() + TimeSpan.FromSeconds(seconds)).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    public void Run(double seconds) => Run(TimeSpan.FromSeconds(seconds));

    /// <summary>Starts a command and returns the task of its outcome; nothing has run yet.</summary>
    public Task<CommandOutcome> Ask(ChargerCommand command) => Fleet.AskAsync(Key, command, CancellationToken.None);

    public CommandOutcome Do(ChargerCommand command, double seconds = 0)
    {
        var outcome = Ask(command);
        Run(seconds);
        return Await(outcome);
    }

    /// <summary>The outcome of a command that has run: the asking task completes on another thread.</summary>
    public static CommandOutcome Await(Task<CommandOutcome> outcome) => outcome.WaitAsync(TimeSpan.FromSeconds(10)).GetAwaiter().GetResult();

    /// <summary>kill -9 and a new process that knows what was on disk.</summary>
    public void KillAndRestart(RecoveryMode recovery = RecoveryMode.Continue)
    {
        Csms.Forget();
        Store.DiesAfter = null;
        Spec = Spec with { Behavior = Spec.Behavior with { Recovery = recovery } };
        Fleet = NewFleet();
        Fleet.Place(Spec, Store.Load(Key));
    }

    private Fleet NewFleet() => new(Options, Time, Csms, Store, Seen, Seen, NullLoggerFactory.Instance, _files, Seen, _certificates, _addresses);
}
