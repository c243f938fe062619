using Voltbench.Lab.Ocpi.Outbox;

namespace Voltbench.Lab.Tests.Ocpi.Outbox;

public sealed class LaneQueueTests
{
    private static readonly DateTimeOffset T0 = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly LaneQueue queue = new();

    [Fact]
    public void One_message_per_object_is_on_its_way()
    {
        queue.Offer([Row(1, "a"), Row(2, "a"), Row(3, "b")], T0);

        Take().ShouldBe(1);
        Take().ShouldBe(3);
        Take().ShouldBeNull();
        queue.Through(Row(1, "a"));
        Take().ShouldBe(2);
        queue.Busy.ShouldBe(2);
        queue.Ready.ShouldBe(0);
    }

    [Fact]
    public void A_failure_holds_its_object_and_forgets_what_else_of_it_was_loaded()
    {
        queue.Offer([Row(1, "a"), Row(2, "a"), Row(3, "b")], T0);
        Take();
        queue.Hold(Row(1, "a"), T0.AddSeconds(5));

        queue.Known.ShouldBe([1, 3], ignoreOrder: true);
        queue.Held.ShouldBe(["a"]);
        Take().ShouldBe(3);
        Take().ShouldBeNull();
        queue.Offer([Row(2, "a"), Row(4, "a")], T0).ShouldBeEmpty();
        Take().ShouldBeNull();
        queue.NextDue.ShouldBe(T0.AddSeconds(5));
    }

    [Fact]
    public void A_held_object_is_loaded_when_it_is_due_and_its_failure_is_written_down()
    {
        queue.Offer([Row(1, "a"), Row(2, "a")], T0);
        Take();
        queue.Hold(Row(1, "a"), T0.AddSeconds(5));

        queue.ToLoad(T0.AddSeconds(4), 10).ShouldBeEmpty();
        queue.ToLoad(T0.AddSeconds(5), 10).ShouldBeEmpty("row 1 would be passed over");
        queue.Settled(1);
        queue.ToLoad(T0.AddSeconds(5), 10).ShouldBe(["a"]);
        queue.OfferObjects(["a"], [Row(1, "a", attempts: 1, next: T0.AddSeconds(5)), Row(2, "a")], isFull: false, T0.AddSeconds(5));

        Take().ShouldBe(1);
        Take().ShouldBeNull();
    }

    [Fact]
    public void A_message_that_failed_before_the_load_is_waited_for()
    {
        queue.Offer([Row(1, "a", attempts: 3, next: T0.AddSeconds(9)), Row(2, "a"), Row(3, "b")], T0);

        Take().ShouldBe(3);
        Take().ShouldBeNull();
        queue.NextDue.ShouldBe(T0.AddSeconds(9));
        queue.Known.ShouldBe([3]);
        queue.ToLoad(T0.AddSeconds(9), 10).ShouldBe(["a"]);
    }

    [Fact]
    public void Of_a_partly_loaded_object_nothing_is_taken_from_elsewhere()
    {
        queue.Offer([Row(1, "a")], T0);
        Take();
        queue.Hold(Row(1, "a"), T0);
        queue.Settled(1);
        queue.OfferObjects(["a"], [Row(1, "a"), Row(2, "a")], isFull: true, T0);

        queue.Offer([Row(9, "a"), Row(10, "b")], T0);
        Take().ShouldBe(1);
        Take().ShouldBe(10);
        queue.Through(Row(1, "a"));
        Take().ShouldBe(2);
        queue.ToLoad(T0, 10).ShouldBeEmpty();
        queue.Through(Row(2, "a"));
        queue.ToLoad(T0, 10).ShouldBe(["a"]);
        queue.OfferObjects(["a"], [Row(3, "a"), Row(9, "a")], isFull: false, T0);
        Take().ShouldBe(3);
    }

    [Fact]
    public void What_gave_way_is_told_and_not_sent()
    {
        var gone = queue.Offer([Row(1, "a", superseded: true), Row(2, "a")], T0);

        gone.ShouldHaveSingleItem().Id.ShouldBe(1);
        queue.Known.ShouldContain(1L);
        Take().ShouldBe(2);
    }

    [Fact]
    public void A_row_that_is_known_is_not_taken_twice()
    {
        queue.Offer([Row(1, "a")], T0);
        queue.Offer([Row(1, "a")], T0);
        Take().ShouldBe(1);
        queue.Through(Row(1, "a"));
        Take().ShouldBeNull();
        queue.IsEmpty.ShouldBeFalse();
        queue.Settled(1);
        queue.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void What_is_forgotten_can_be_taken_again()
    {
        queue.Offer([Row(1, "a"), Row(2, "a"), Row(3, "b")], T0);
        Take().ShouldBe(1);
        queue.Forget();

        queue.Known.ShouldBe([1]);
        queue.Ready.ShouldBe(0);
        Take().ShouldBeNull();
        queue.Offer([Row(2, "a"), Row(3, "b")], T0);
        Take().ShouldBe(3);
        queue.Through(Row(1, "a"));
        Take().ShouldBe(2);
    }

    [Fact]
    public void Any_run_of_events_keeps_the_order_of_each_object_and_forgets_nothing()
    {
        for (var seed = 0; seed < 200; seed++)
            new Run(seed).Play();
    }

    private static OutboxRow Row(long id, string key, int attempts = 0, DateTimeOffset next = default, bool superseded = false) =>
        new() { Id = id, ObjectKey = key, Attempts = attempts, NextAttemptAt = next, IsSuperseded = superseded };

    private long? Take() => queue.Take()?.Id;

    /// <summary>A lane in miniature over a table in memory, with loads that are answered late.</summary>
    private sealed class Run(int seed)
    {
        private readonly Random random = new(seed);
        private readonly LaneQueue queue = new();
        private readonly SortedDictionary<long, (string Key, int Attempts, DateTimeOffset Next)> table = [];
        private readonly List<OutboxRow> onTheWay = [];
        private readonly List<(long Id, Action Write)> unsettled = [];
        private readonly Dictionary<string, long> last = [];
        private DateTimeOffset now = T0;
        private long after;
        private long ids;
        private int delivered;

        public void Play()
        {
            for (var step = 0; step < 400; step++)
                Step(isQuiet: false);
            for (var step = 0; step < 20_000 && table.Count > 0; step++)
                Step(isQuiet: true);
            table.ShouldBeEmpty($"seed {seed}");
            delivered.ShouldBe((int)ids, $"seed {seed}");
        }

        private void Step(bool isQuiet)
        {
            now = now.AddMilliseconds(random.Next(3));
            switch (random.Next(6))
            {
                case 0 when !isQuiet:
                    table[++ids] = ($"k{random.Next(4)}", 0, now);
                    break;
                case 1:
                    Load();
                    break;
                case 2 when queue.Take() is { } row:
                    onTheWay.Add(row);
                    break;
                case 3 when onTheWay.Count > 0:
                    Finish(onTheWay[random.Next(onTheWay.Count)], isFine: random.Next(3) > 0);
                    break;
                case 4 when unsettled.Count > 0:
                    var (id, write) = unsettled[0];
                    unsettled.RemoveAt(0);
                    write();
                    queue.Settled(id);
                    break;
                case 5 when random.Next(10) == 0:
                    if (random.Next(2) == 0)
                        queue.Forget();
                    after = 0;
                    break;
            }
        }

        private void Load()
        {
            const int Limit = 3;
            var objects = queue.ToLoad(now, 2);
            var rows = table.Where(r => !queue.Known.Contains(r.Key) && (objects.Length > 0 ? objects.Contains(r.Value.Key) : r.Key > after && !queue.Held.Contains(r.Value.Key)))
                .Take(Limit).Select(r => Row(r.Key, r.Value.Key, r.Value.Attempts, r.Value.Next)).ToList();

            // Something ends between the query and its answer.
            if (onTheWay.Count > 0 && random.Next(2) == 0)
                Finish(onTheWay[0], isFine: random.Next(2) == 0);
            if (random.Next(20) == 0)
            {
                // What the answer left out as known is forgotten: the answer is worth nothing.
                queue.Forget();
                after = 0;
                return;
            }

            if (objects.Length > 0)
            {
                queue.OfferObjects(objects, rows, rows.Count == Limit, now);
                return;
            }

            queue.Offer(rows, now);
            after = rows.Count == Limit ? rows[^1].Id : 0;
        }

        private void Finish(OutboxRow row, bool isFine)
        {
            onTheWay.Remove(row);
            if (!isFine)
            {
                var next = now.AddMilliseconds(random.Next(5));
                unsettled.Add((row.Id, () => table[row.Id] = (row.ObjectKey, row.Attempts + 1, next)));
                queue.Hold(row, next);
                return;
            }

            row.Id.ShouldBeGreaterThan(last.GetValueOrDefault(row.ObjectKey), $"seed {seed}");
            last[row.ObjectKey] = row.Id;
            delivered++;
            unsettled.Add((row.Id, () => table.Remove(row.Id)));
            queue.Through(row);
        }
    }
}
