using System.Diagnostics;
using System.Text;
using Voltbench.Lab.FrameLog;
using Voltbench.Simulation;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.FrameLog;

public class FrameLogCostTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private static readonly byte[] Frame = Encoding.UTF8.GetBytes(
        """[2,"0f8fad5b-d9cb-469f-a165-70867728950e","MeterValues",{"connectorId":1,"transactionId":42,"meterValue":[{"timestamp":"2030-01-01T00:00:00.000Z","sampledValue":[{"value":"1234.5","context":"Sample.Periodic","measurand":"Energy.Active.Import.Register","unit":"Wh"},{"value":"7360","measurand":"Power.Active.Import","unit":"W"}]}]}]""");

    private static readonly DateTimeOffset Noon = FrameLogRig.At("2030-05-01T12:00:00Z");

    [Fact]
    public void Handing_a_frame_over_allocates_nothing()
    {
        const int Frames = 10_000;
        var queue = new FrameQueue(new FrameLogOptions());
        Fill(queue, Frames);
        Drain(queue);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Fill(queue, Frames);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(Frames, "less than a byte a frame");
    }

    [Fact]
    public async Task Stores_a_storm_of_frames()
    {
        const int Frames = 100_000;
        await using var rig = await FrameLogRig.StartAsync(postgres);
        await rig.Partitions.EnsureAsync(DateOnly.FromDateTime(Noon.UtcDateTime), CancellationToken.None);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();

        Fill(rig.Queue, Frames);
        await rig.FinishAsync();

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        output.WriteLine($"{Frames / seconds:F0} frames/s of {Frame.Length} bytes, {allocated / (double)Frames:F0} bytes allocated per frame");
        rig.Queue.Dropped.ShouldBe(0);
        (await rig.CountAsync()).ShouldBe(Frames);

        // 5,000 sessions with 10 s meter values make 1,000 frames/s; a slow machine must still be far above.
        (Frames / seconds).ShouldBeGreaterThan(5_000);
    }

    private static void Fill(FrameQueue queue, int frames)
    {
        for (var i = 0; i < frames; i++)
            queue.Write(i % 1_000, FrameDirection.ToCsms, "MeterValues", Frame, Noon.AddTicks(i * 10L));
    }

    private static void Drain(FrameQueue queue)
    {
        while (queue.Reader.TryRead(out var frame))
            queue.Taken(frame);
    }
}
