using FsCheck;
using FsCheck.Fluent;
using Voltbench.Simulation.SmartCharging;

namespace Voltbench.Simulation.Tests.SmartCharging;

public class CompositionProperties
{
    private const int Length = 1_200;

    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(100);

    private static void ForAll(Action<Scene> check)
        => Prop.ForAll(RandomProfiles.Scenes.ToArbitrary(), scene =>
        {
            check(scene);
            return true;
        }).Check(Runs);

    private static bool IsSame(double a, double b) => Math.Abs(a - b) <= 1e-3;

    [Fact]
    public void At_every_second_every_connector_may_give_what_the_slow_reference_says()
        => ForAll(scene =>
        {
            var (set, reference) = (scene.Set(), new SecondBySecond(scene.Profiles, scene.Outlets));
            var offers = new Offer[scene.Outlets.Length];
            var next = scene.Start; // looked at only when it says that something changes
            for (var now = scene.Start; now < scene.Start + Scene.Seconds; now++)
            {
                if (now == next)
                    (next = Composition.At(set, scene.Outlets, now, offers)).ShouldBeGreaterThan(now);
                var expected = reference.At(now);
                for (var i = 0; i < offers.Length; i++)
                {
                    (IsSame(offers[i].LimitW, expected[i].LimitW) && offers[i].Phases == expected[i].Phases && offers[i].PhaseToUse == expected[i].PhaseToUse)
                        .ShouldBeTrue($"second {now - scene.Start}, connector {i + 1}: {offers[i]} is not {expected[i]}");
                }
            }
        });

    [Fact]
    public void The_composite_schedule_is_what_is_offered_at_each_of_its_seconds()
        => ForAll(scene =>
        {
            var (set, reference) = (scene.Set(), new SecondBySecond(scene.Profiles, scene.Outlets));
            var expected = Enumerable.Range(0, Length).Select(s => reference.At(scene.Start + s)).ToArray();
            foreach (var unit in Enum.GetValues<RateUnit>())
            {
                for (var i = 0; i < scene.Outlets.Length; i++)
                {
                    var outlet = scene.Outlets[i];
                    var schedule = CompositeSchedule.OfOutlet(set, scene.Outlets, i, scene.Start, Length, unit);
                    Check(schedule, second =>
                    {
                        var answer = expected[second - scene.Start][i];
                        return unit == RateUnit.W ? answer.LimitW : answer.LimitW / outlet.WattsPerAmpere(answer.Phases);
                    });
                }

                Check(CompositeSchedule.OfStation(set, scene.Outlets, scene.Start, Length, unit), second => reference.Total(second, unit));
            }
        });

    [Fact]
    public void The_sum_of_the_offers_never_exceeds_the_limit_of_the_station()
        => ForAll(scene =>
        {
            var set = scene.Set();
            var offers = new Offer[scene.Outlets.Length];
            for (var now = scene.Start; now < scene.Start + Scene.Seconds;)
            {
                var until = Composition.At(set, scene.Outlets, now, offers);
                var grid = Grid.Of(scene.Outlets);
                var sum = 0.0;
                var amperes = 0.0;
                for (var i = 0; i < offers.Length; i++)
                {
                    if (!scene.Outlets[i].TakesPart)
                        continue;
                    sum += offers[i].OfferedW;
                    amperes += offers[i].OfferedW * grid.AmperesPerWatt(scene.Outlets[i], offers[i].Phases);
                }

                foreach (var purpose in new[] { ProfilePurpose.StationMax, ProfilePurpose.External })
                {
                    if (set.Prevailing(purpose, null, now) is { Schedule: { } schedule } step)
                        (schedule.Unit == RateUnit.W ? sum : amperes).ShouldBeLessThanOrEqualTo(step.Period.Limit + 1e-6);
                }

                sum.ShouldBeLessThanOrEqualTo(Composition.Total(set, scene.Outlets, now, RateUnit.W).Limit + 1e-6);
                now = until;
            }
        });

    private static void Check(CompositeSchedule schedule, Func<long, double> expected)
    {
        schedule.Duration.ShouldBe(Length);
        schedule.Periods[0].Start.ShouldBe(0);
        for (var i = 0; i < schedule.Periods.Count; i++)
        {
            var period = schedule.Periods[i];
            var end = i + 1 < schedule.Periods.Count ? schedule.Periods[i + 1].Start : schedule.Duration;
            end.ShouldBeGreaterThan(period.Start);
            if (i > 0)
                (schedule.Periods[i - 1] with { Start = 0 }).ShouldNotBe(period with { Start = 0 }, "equal neighbours are one period");
            for (var second = period.Start; second < end; second++)
            {
                var limit = expected(schedule.Start + second);
                period.Limit.ShouldBeInRange(limit - 0.1 - 1e-3, limit + 1e-3, $"second {second} of {schedule.Unit}");
            }
        }
    }
}
