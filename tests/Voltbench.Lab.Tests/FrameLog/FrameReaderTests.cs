using Voltbench.Lab.FrameLog;
using Voltbench.Simulation;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.FrameLog;

public class FrameReaderTests(PostgresFixture postgres)
{
    private static readonly DateTimeOffset Noon = FrameLogRig.At("2030-05-01T12:00:00Z");

    [Fact]
    public async Task A_read_sees_what_was_written_just_before()
    {
        await using var rig = await FrameLogRig.StartAsync(postgres, new FrameLogOptions { FlushMilliseconds = 5_000 });
        for (var i = 0; i < 20; i++)
        {
            rig.Write(7, "Heartbeat", Noon.AddSeconds(i));

            var page = await rig.Reader.ReadAsync(7, new FrameFilter(), CancellationToken.None);

            page.Total.ShouldBe(i + 1);
            page.Rows[0].At.ShouldBe(Noon.AddSeconds(i));
        }
    }

    [Theory]
    [InlineData(300_000_000_000_000_000)]
    [InlineData(long.MaxValue)]
    public async Task Following_from_a_position_beyond_the_calendar_waits(long after)
    {
        await using var rig = await FrameLogRig.StartAsync(postgres);
        rig.Write(1, "Heartbeat", Noon);
        await foreach (var row in rig.Reader.FollowAsync(1, after, TimeSpan.Zero, marks: false, CancellationToken.None))
        {
            row.ShouldBeNull("a keep-alive, as there is nothing after it");
            break;
        }
    }

    [Theory]
    [InlineData(null, null, null, "ABCD")]
    [InlineData("2030-05-01T12:00:01Z", null, null, "BCD")]
    [InlineData(null, "2030-05-01T12:00:01Z", null, "AB")]
    [InlineData("2030-05-01T12:00:01Z", "2030-05-01T12:00:02.5Z", null, "BC")]
    [InlineData(null, null, "BootNotification", "A")]
    [InlineData(null, null, "boot_notification", "A")]
    [InlineData(null, null, "Heartbeat", "BD")]
    [InlineData(null, null, "Nothing", "")]
    [InlineData("2031-01-01T00:00:00Z", null, null, "")]
    public async Task Filters(string? from, string? to, string? action, string expected)
    {
        await using var rig = await FrameLogRig.StartAsync(postgres);
        rig.Write(1, "BootNotification", Noon, "A");
        rig.Write(1, "Heartbeat", Noon.AddSeconds(1), "B");
        rig.Write(1, "StatusNotification", Noon.AddSeconds(2.5), "C", FrameDirection.FromCsms);
        rig.Write(1, "Heartbeat", Noon.AddDays(1), "D");
        rig.Write(2, "Heartbeat", Noon, "of another charger");
        var filter = new FrameFilter
        {
            From = from is null ? null : FrameLogRig.At(from), To = to is null ? null : FrameLogRig.At(to), Action = action, Ascending = true,
        };

        var page = await rig.Reader.ReadAsync(1, filter, CancellationToken.None);

        string.Concat(page.Rows.Select(r => r.Message)).ShouldBe(expected);
        page.Total.ShouldBe(expected.Length);
    }

    [Theory]
    [InlineData(false, 2, 0, "54")]
    [InlineData(false, 2, 4, "10")]
    [InlineData(true, 3, 0, "012")]
    [InlineData(true, 3, 5, "5")]
    [InlineData(true, 3, 6, "")]
    public async Task Pages(bool ascending, int limit, int offset, string expected)
    {
        await using var rig = await FrameLogRig.StartAsync(postgres);

        // All of one instant: the number of a frame decides.
        for (var i = 0; i < 6; i++)
            rig.Write(1, "Heartbeat", Noon, $"{i}");

        var page = await rig.Reader.ReadAsync(1, new FrameFilter { Ascending = ascending, Limit = limit, Offset = offset }, CancellationToken.None);

        string.Concat(page.Rows.Select(r => r.Message)).ShouldBe(expected);
        page.Total.ShouldBe(6);
    }

    [Fact]
    public async Task Follows_from_a_number_without_gap_or_repetition()
    {
        await using var rig = await FrameLogRig.StartAsync(postgres);
        for (var i = 0; i < 5; i++)
            rig.Write(1, "Heartbeat", Noon.AddSeconds(i), $"{i}");
        var before = await rig.Reader.ReadAsync(1, new FrameFilter { Ascending = true }, CancellationToken.None);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        var seen = new List<string>();
        await foreach (var row in rig.Reader.FollowAsync(1, before.Rows[1].Seq, TimeSpan.FromHours(1), marks: false, stop.Token))
        {
            seen.Add(row!.Message);
            rig.Write(2, "Heartbeat", Noon.AddSeconds(10), "of another charger");
            if (seen.Count is 3 or 4)
                rig.Write(1, "Heartbeat", Noon.AddSeconds(10 + seen.Count), $"{seen.Count + 2}");
            if (seen.Count == 5)
                break;
        }

        seen.ShouldBe(["2", "3", "4", "5", "6"]);
    }

    [Fact]
    public async Task A_quiet_stream_says_that_it_lives()
    {
        await using var rig = await FrameLogRig.StartAsync(postgres);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        await foreach (var row in rig.Reader.FollowAsync(1, null, TimeSpan.Zero, marks: false, stop.Token))
        {
            row.ShouldBeNull();
            break;
        }
    }

    [Fact]
    public async Task What_the_database_cannot_hold_is_replaced_and_costs_nobody_else()
    {
        await using var rig = await FrameLogRig.StartAsync(postgres);
        rig.Queue.Write(1, FrameDirection.FromCsms, "", new byte[] { (byte)'a', 0xff, (byte)'b', 0, (byte)'c' }, Noon);
        rig.Write(1, "Heartbeat", Noon.AddSeconds(1), "fine");

        var page = await rig.Reader.ReadAsync(1, new FrameFilter { Ascending = true }, CancellationToken.None);

        page.Rows.Select(r => r.Message).ShouldBe(["a\uFFFDb\uFFFDc", "fine"]);
    }

    [Theory]
    [InlineData(false, "A:- B:latency 20 ms")]
    [InlineData(true, "A:- B:latency 20 ms C:drop D:no_answer E:disconnect")]
    public async Task What_was_never_on_the_wire_shows_only_when_asked_for(bool marks, string expected)
    {
        await using var rig = await FrameLogRig.StartAsync(postgres);
        rig.Write(1, "Heartbeat", Noon, "A");
        rig.Write(1, "Heartbeat", Noon.AddSeconds(1), "B", FrameDirection.FromCsms, "latency 20 ms");
        rig.Write(1, "Heartbeat", Noon.AddSeconds(2), "C", FrameDirection.LostToCsms, "drop");
        rig.Write(1, "Heartbeat", Noon.AddSeconds(3), "D", FrameDirection.LostFromCsms, "no_answer");
        rig.Write(1, "", Noon.AddSeconds(4), "E", FrameDirection.Event, "disconnect");

        var page = await rig.Reader.ReadAsync(1, new FrameFilter { Ascending = true, Marks = marks }, CancellationToken.None);
        var followed = new List<FrameRow>();
        await foreach (var row in rig.Reader.FollowAsync(1, 0, TimeSpan.Zero, marks, CancellationToken.None))
        {
            if (row is null)
                break;
            followed.Add(row);
        }

        string.Join(' ', page.Rows.Select(r => $"{r.Message}:{r.Mark ?? "-"}")).ShouldBe(expected);
        page.Total.ShouldBe(page.Rows.Count);
        followed.ShouldBe(page.Rows);
    }
}
