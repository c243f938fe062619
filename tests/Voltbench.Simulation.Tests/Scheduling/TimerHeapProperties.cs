using FsCheck;
using FsCheck.Fluent;
using Voltbench.Simulation.Scheduling;

namespace Voltbench.Simulation.Tests.Scheduling;

public class TimerHeapProperties
{
    private sealed class Nobody : ITimerOwner
    {
        public void OnTimer(LaneTimer timer) => throw new InvalidOperationException("the heap calls nobody");
    }

    /// <summary>Against the plainest model: a dictionary from timer to time.</summary>
    [Fact]
    public void Timers_fire_once_when_due_and_not_when_cancelled()
        => Prop.ForAll(
                (from kind in Gen.Choose(0, 9) from timer in Gen.Choose(0, 5) from delay in Gen.Choose(1, 50) select (kind, timer, delay))
                    .ListOf().ToArbitrary(),
                steps =>
                {
                    var heap = new TimerHeap();
                    var timers = Enumerable.Range(0, 6).Select(i => new LaneTimer(new Nobody(), 0, (byte)i)).ToArray();
                    var model = new Dictionary<int, long>();
                    long now = 1;
                    foreach (var (kind, timer, delay) in steps)
                    {
                        if (kind < 5)
                        {
                            heap.Arm(timers[timer], now + delay);
                            model[timer] = now + delay;
                        }
                        else if (kind < 6)
                        {
                            timers[timer].Cancel();
                            model.Remove(timer);
                        }
                        else
                        {
                            now += delay;
                            var fired = new List<int>();
                            while (heap.TryTakeDue(now, out var due, out var at))
                            {
                                if (model[due.Index] != at)
                                    return false;
                                fired.Add(due.Index);
                            }

                            var expected = model.Where(m => m.Value <= now).Select(m => m.Key).ToList();
                            if (!fired.Order().SequenceEqual(expected.Order()))
                                return false;
                            expected.ForEach(i => model.Remove(i));
                        }

                        if (model.Count > 0 && heap.NextDue > model.Values.Min())
                            return false; // it would sleep too long
                    }

                    return true;
                })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Postponing_a_timer_again_and_again_keeps_one_entry()
    {
        var heap = new TimerHeap();
        var timer = new LaneTimer(new Nobody(), 0, 0);
        for (var now = 1L; now < 10_000; now++)
            heap.Arm(timer, now + 300);
        heap.Count.ShouldBe(1);
    }
}
