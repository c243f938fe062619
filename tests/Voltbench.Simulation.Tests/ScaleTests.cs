using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace Voltbench.Simulation.Tests;

/// <summary>Ten thousand chargers on the real event loops, over a wire without sockets: what the actors alone cost.</summary>
[Collection(nameof(Alone))]
public class ScaleTests(ITestOutputHelper output)
{
    private const int Chargers = 10_000;

    [Fact]
    public async Task Ten_thousand_chargers_boot_within_seconds_and_idle_on_8_KiB()
    {
        var model = new ChargerModel
        {
            Vendor = "Wallbox", Name = "Pulsar Plus", Connectors = [new ConnectorModel("Type2", false, 22_080, 230, 3)],
        };
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var csms = new AgreeableCsms(Chargers / 2 * 3);
        await using var fleet = new Fleet(new FleetOptions(), TimeProvider.System, csms, new NoStore(), csms, csms, NullLoggerFactory.Instance);
        var start = Stopwatch.GetTimestamp();
        for (var i = 1; i <= Chargers; i++)
        {
            fleet.Place(
                new ChargerSpec
                {
                    Key = i,
                    Id = $"dep-{i}",
                    Identity = $"CP-{i}",
                    Version = i % 2 == 0 ? OcppVersion.V16 : OcppVersion.V201, // two statuses and one
                    CsmsUrl = new Uri("ws://127.0.0.1:1/ocpp"),
                    Model = model,
                    Seed = (ulong)i,
                },
                null);
        }

        await csms.AllSettled.Task.WaitAsync(TimeSpan.FromSeconds(60));
        var elapsed = Stopwatch.GetElapsedTime(start);
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / Chargers;
        output.WriteLine($"{Chargers / elapsed.TotalSeconds:F0} boots/s, {bytes} bytes per idle charger with its spec and its end of the wire");

        bytes.ShouldBeLessThan(8 * 1024);
        elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        fleet.Count.ShouldBe(Chargers);
    }

    private sealed class NoStore : IChargerStore
    {
        public void Commit(ChargerCommit commit, ICommitCallback callback) => throw new InvalidOperationException("an idle charger has nothing to keep");
    }

    private sealed class AgreeableCsms(int statuses) : IChargerTransport, IFrameSink, IFleetObserver
    {
        private int _statuses;

        public TaskCompletionSource AllSettled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Connect(LinkTarget target, ILinkEvents events) => events.OnOpened(new Link(events));

        public void Write(long chargerKey, FrameDirection direction, string action, ReadOnlyMemory<byte> message, DateTimeOffset at, string? mark = null)
        {
            if (direction == FrameDirection.FromCsms && action == "StatusNotification" && Interlocked.Increment(ref _statuses) == statuses)
                AllSettled.TrySetResult();
        }

        public void OnChanged(ChargerView view)
        {
        }

        private sealed class Link(ILinkEvents events) : ILink
        {
            public bool TrySend(ReadOnlyMemory<byte> message)
            {
                var text = Encoding.UTF8.GetString(message.Span);
                var parts = text.Split('"', 5);
                var payload = parts[3] == "BootNotification"
                    ? """{"status":"Accepted","currentTime":"2030-01-01T00:00:00Z","interval":300}"""
                    : "{}";
                _ = events.OnMessageAsync(Encoding.UTF8.GetBytes($"[3,\"{parts[1]}\",{payload}]")).AsTask();
                return true;
            }

            public void Close(ushort code, string reason) => events.OnClosed("closed");

            public void Abort() => events.OnClosed("aborted");
        }
    }
}

/// <summary>Measured without other tests beside it.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public class Alone;
