using Npgsql;
using Voltbench.Lab.FrameLog;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.FrameLog;

public class FrameWriterTests(PostgresFixture postgres)
{
    private static readonly DateTimeOffset Noon = FrameLogRig.At("2030-05-01T12:00:00Z");

    [Fact]
    public async Task Every_frame_is_stored_once_and_in_order_when_the_writer_ends()
    {
        await using var rig = await FrameLogRig.StartAsync(postgres, new FrameLogOptions { BatchFrames = 100 });
        const int Frames = 5_000;
        for (var i = 0; i < Frames; i++)
            rig.Write(i % 10, "Heartbeat", Noon.AddMilliseconds(i), $"{i}");

        await rig.FinishAsync();

        rig.Writer.Stored.ShouldBe(Frames);
        rig.Queue.Dropped.ShouldBe(0);
        (await rig.CountAsync()).ShouldBe(Frames);
        await using var command = rig.Source.CreateCommand(
            "select count(*) from (select message::int - lag(message::int) over (partition by charger_key order by seq) as step from ocpp.frames) s where step <> 10");
        (await command.ExecuteScalarAsync()).ShouldBe(0L);
    }

    [Fact]
    public async Task A_full_queue_drops_the_newest_and_counts_it()
    {
        await using var rig = await FrameLogRig.StartAsync(postgres, new FrameLogOptions { QueueFrames = 3 }, run: false);
        for (var i = 0; i < 5; i++)
            rig.Write(1, "Heartbeat", Noon, $"{i}");
        rig.Queue.Dropped.ShouldBe(2);

        rig.Run();
        await rig.FinishAsync();

        (await rig.CountAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task The_queue_is_bounded_in_bytes_and_takes_frames_again_when_it_is_drained()
    {
        await using var rig = await FrameLogRig.StartAsync(postgres, new FrameLogOptions { QueueBytes = 100 }, run: false);
        rig.Write(1, "Heartbeat", Noon, new string('a', 60));
        rig.Write(1, "Heartbeat", Noon, new string('b', 60));
        rig.Write(1, "Heartbeat", Noon, new string('c', 40));
        rig.Queue.Dropped.ShouldBe(1);

        rig.Run();
        (await rig.Queue.WaitStoredAsync(rig.Time, CancellationToken.None)).ShouldBeTrue();
        rig.Write(1, "Heartbeat", Noon, new string('d', 90));
        await rig.FinishAsync();

        (await rig.CountAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task Nothing_is_lost_or_doubled_when_the_database_breaks_connections_and_stays_away()
    {
        await using var rig = await FrameLogRig.StartAsync(postgres, new FrameLogOptions { BatchFrames = 50, FlushMilliseconds = 1 });
        await using var outage = new Outage(rig.Source);
        for (var i = 0; i < 500; i++)
            rig.Write(1, "Heartbeat", Noon.AddSeconds(i), $"{i}");

        await outage.BeginAsync();
        for (var i = 500; i < 1_000; i++)
            rig.Write(1, "Heartbeat", Noon.AddSeconds(i), $"{i}");
        (await rig.Queue.WaitStoredAsync(rig.Time, CancellationToken.None)).ShouldBeFalse("the database is away");
        await outage.EndAsync();
        await rig.FinishAsync();

        (await rig.CountAsync()).ShouldBe(1_000);
        rig.Queue.Dropped.ShouldBe(0);
    }

    [Fact]
    public async Task What_cannot_be_stored_before_the_end_is_counted()
    {
        var rig = await FrameLogRig.StartAsync(postgres);
        await using var outage = new Outage(rig.Source);
        await outage.BeginAsync();
        for (var i = 0; i < 10; i++)
            rig.Write(1, "Heartbeat", Noon, $"{i}");
        await rig.Queue.WaitStoredAsync(rig.Time, CancellationToken.None);

        await rig.DisposeAsync();

        rig.Queue.Dropped.ShouldBe(10);
    }
}
