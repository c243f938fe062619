using Npgsql;
using Voltbench.Lab.FrameLog;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.FrameLog;

public class FramePartitionTests(PostgresFixture postgres)
{
    private static readonly DateOnly Day = new(2030, 5, 1);

    [Fact]
    public async Task Frames_go_into_the_partition_of_their_day()
    {
        await using var rig = await FrameLogRig.StartAsync(postgres);
        rig.Write(1, "Heartbeat", FrameLogRig.At("2030-05-01T23:59:59.999999Z"), "last");
        rig.Write(1, "Heartbeat", FrameLogRig.At("2030-05-02T00:00:00Z"), "first");
        rig.Write(1, "Heartbeat", FrameLogRig.At("2030-05-02T01:00:00+02:00"), "of the first day in UTC");

        await rig.FinishAsync();

        (await MessagesAsync(rig, "frames_20300501")).ShouldBe(["last", "of the first day in UTC"]);
        (await MessagesAsync(rig, "frames_20300502")).ShouldBe(["first"]);
    }

    [Fact]
    public async Task Many_nodes_may_create_the_same_partition_at_once()
    {
        await using var rig = await FrameLogRig.StartAsync(postgres);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => new FramePartitions(rig.Source).EnsureAsync(Day, CancellationToken.None)));

        (await rig.Partitions.ListAsync(CancellationToken.None)).ShouldBe([Day]);
    }

    [Fact]
    public async Task The_partition_has_the_index_of_a_charger_log()
    {
        await using var rig = await FrameLogRig.StartAsync(postgres);
        await rig.Partitions.EnsureAsync(Day, CancellationToken.None);

        await using var command = rig.Source.CreateCommand("select indexdef from pg_indexes where tablename = 'frames_20300501'");
        ((string)(await command.ExecuteScalarAsync())!).ShouldEndWith("(charger_key, at, seq)");
    }

    [Fact]
    public async Task A_partition_that_another_node_dropped_is_made_again()
    {
        await using var rig = await FrameLogRig.StartAsync(postgres);
        rig.Write(1, "Heartbeat", FrameLogRig.At("2030-05-01T12:00:00Z"), "old");
        await rig.Queue.WaitStoredAsync(rig.Time, CancellationToken.None);
        await rig.ExecuteAsync("drop table ocpp.frames_20300501");

        rig.Write(1, "Heartbeat", FrameLogRig.At("2030-05-01T12:00:01Z"), "new");
        await rig.FinishAsync();

        (await MessagesAsync(rig, "frames_20300501")).ShouldBe(["new"]);
    }

    [Theory]
    [InlineData(1, "20300507 20300508 20300509")]
    [InlineData(7, "20300501 20300502 20300507 20300508 20300509")]
    public async Task Retention_keeps_whole_days_and_prepares_the_next(int days, string expected)
    {
        var time = new ManualTimeProvider(FrameLogRig.At("2030-05-08T00:30:00Z"));
        await using var rig = await FrameLogRig.StartAsync(postgres, new FrameLogOptions { RetentionDays = days }, time, run: false);
        foreach (var day in (DateOnly[])[new(2030, 4, 30), Day, new(2030, 5, 2), new(2030, 5, 7)])
            await rig.Partitions.EnsureAsync(day, CancellationToken.None);

        await rig.Retention.TidyAsync(CancellationToken.None);

        string.Join(' ', (await rig.Partitions.ListAsync(CancellationToken.None)).Select(d => d.ToString("yyyyMMdd"))).ShouldBe(expected);
    }

    [Fact]
    public async Task Retention_follows_the_clock()
    {
        var time = new ManualTimeProvider(FrameLogRig.At("2030-05-01T12:00:00Z"));
        await using var rig = await FrameLogRig.StartAsync(postgres, new FrameLogOptions { RetentionDays = 2 }, time, run: false);
        for (var i = 0; i < 5; i++)
        {
            await rig.Retention.TidyAsync(CancellationToken.None);
            time.Advance(TimeSpan.FromDays(1));
        }

        (await rig.Partitions.ListAsync(CancellationToken.None)).ShouldBe([new(2030, 5, 3), new(2030, 5, 4), new(2030, 5, 5), new(2030, 5, 6)]);
    }

    private static async Task<List<string>> MessagesAsync(FrameLogRig rig, string table)
    {
        await using var command = rig.Source.CreateCommand($"select message from ocpp.{table} order by seq");
        await using var reader = await command.ExecuteReaderAsync();
        var messages = new List<string>();
        while (await reader.ReadAsync())
            messages.Add(reader.GetString(0));
        messages.Sort(StringComparer.Ordinal);
        return messages;
    }
}
