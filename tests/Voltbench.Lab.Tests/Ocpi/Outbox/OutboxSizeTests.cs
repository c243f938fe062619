using Voltbench.Lab.Database;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;

namespace Voltbench.Lab.Tests.Ocpi.Outbox;

/// <summary>Very many messages wait: what is in memory does not depend on how many there are.</summary>
public sealed class OutboxSizeTests(PostgresFixture postgres)
{
    private const int Rows = 300_000;

    [Fact]
    public async Task Messages_that_wait_take_no_memory()
    {
        await using var database = await OutboxRig.CreateDatabaseAsync(postgres);
        await using var receiver = await FakeReceiver.StartAsync();
        var party = await OcpiRows.AddPartyAsync(database);
        var peer = await OcpiRows.AddPeerAsync(database, party, receiver.Url);
        await LabRows.ExecuteAsync(
            database.Source,
            $$"""
            insert into ocpp.ocpi_outbox (partner_operation_id, peer_id, module, object_key, method, path, body)
            select {{party}}, {{peer}}, 'locations', 'location:' || i, 'PUT', 'NL/TST/' || i, ('{"filler":"' || repeat('x', 200) || '"}')::json from generate_series(1, {{Rows}}) i
            """);
        await LabRows.ExecuteAsync(database.Source, "analyze ocpp.ocpi_outbox");
        var isFull = new TaskCompletionSource();
        receiver.Answer = async (_, ct) =>
        {
            if (receiver.Received.Count >= 20_000)
            {
                isFull.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
            }

            return PushAnswer.Fine;
        };
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await using var rig = await new OutboxRig(database, OutboxRig.Quick with { TimeoutSeconds = 60, SupersedeSeconds = 3600 }).StartAsync();
        await isFull.Task.WaitAsync(TimeSpan.FromSeconds(60));
        receiver.Received.Clear();
        var after = GC.GetTotalMemory(forceFullCollection: true);

        TestContext.Current.TestOutputHelper?.WriteLine($"{(after - before) / 1024} KiB");
        // All of them would be hundreds of MiB; other tests run at the same time.
        (after - before).ShouldBeLessThan(64 * 1024 * 1024);
        (await rig.WaitingAsync()).ShouldBeInRange(Rows - 20_200, Rows - 1);
        await rig.KillAsync();
    }
}
