using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Outbox;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;

namespace Voltbench.Lab.Tests.Ocpi.Outbox;

/// <summary>Waits, in time that moves only when the test moves it.</summary>
public sealed class OutboxTimeTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly OutboxOptions Options = new() { FirstRetrySeconds = 10, LongestRetrySeconds = 100, MaxAttempts = 6, MaxAgeHours = 0.4 };

    private readonly ManualTimeProvider time = new(TimeProvider.System.GetUtcNow().AddSeconds(1));
    private LabDatabase database = null!;
    private FakeReceiver receiver = null!;
    private OutboxRig rig = null!;
    private long party;

    public async ValueTask InitializeAsync()
    {
        database = await OutboxRig.CreateDatabaseAsync(postgres);
        receiver = await FakeReceiver.StartAsync();
        party = await OcpiRows.AddPartyAsync(database);
        await OcpiRows.AddPeerAsync(database, party, receiver.Url);
        rig = new OutboxRig(database, Options, time);
    }

    public async ValueTask DisposeAsync()
    {
        var stopping = rig.DisposeAsync().AsTask();
        while (!stopping.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await stopping;
        await receiver.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_message_is_tried_with_longer_and_longer_waits_until_it_dies()
    {
        var tried = new List<DateTimeOffset>();
        receiver.Answer = (_, _) =>
        {
            tried.Add(time.GetUtcNow());
            return Task.FromResult(new PushAnswer(500));
        };
        await rig.StartAsync();
        await OcpiRows.PushAsync(database, party, "location:L1", "{}");

        await AdvanceUntilDeadAsync(TimeSpan.FromSeconds(0.5));

        tried.Count.ShouldBe(6);
        for (var i = 1; i < tried.Count; i++)
        {
            var full = Math.Min(100, 10 * Math.Pow(2, i - 1));
            (tried[i] - tried[i - 1]).TotalSeconds.ShouldBeInRange(full / 2, full + 3);
        }
    }

    [Fact]
    public async Task A_peer_that_stays_away_costs_no_attempts_only_time()
    {
        receiver.Answer = static (_, _) => Task.FromResult(new PushAnswer(503));
        await rig.StartAsync();
        await OcpiRows.PushAsync(database, party, "location:L1", "{}");

        await AdvanceUntilDeadAsync(TimeSpan.FromSeconds(5));

        receiver.Received.Count.ShouldBeGreaterThan(10);
        (await LabRows.ScalarAsync<string>(database.Source, "select last_error from ocpp.ocpi_outbox")).ShouldContain("HTTP 503");
    }

    private async Task AdvanceUntilDeadAsync(TimeSpan step)
    {
        for (var steps = 0; steps < 20_000 && await rig.DeadAsync() == 0; steps++)
        {
            // With real work between the steps: the database and the receiver live in real time.
            time.Advance(step);
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }

        (await rig.DeadAsync()).ShouldBe(1);
    }
}
