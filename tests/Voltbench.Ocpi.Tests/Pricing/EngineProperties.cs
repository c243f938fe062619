using FsCheck;
using FsCheck.Fluent;
using Voltbench.Ocpi.Pricing;
using static Voltbench.Ocpi.Tests.Pricing.Prices;

namespace Voltbench.Ocpi.Tests.Pricing;

public sealed class EngineProperties
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(200);

    // The reference looks at up to a day of seconds.
    private static readonly Config SlowRuns = Config.QuickThrowOnFailure.WithMaxTest(60);

    private static void ForAll<T>(Gen<T> cases, Action<T> check, Config? runs = null)
        => Prop.ForAll(cases.ToArbitrary(), it =>
        {
            check(it);
            return true;
        }).Check(runs ?? Runs);

    [Fact]
    public void TheCostIsThatOfTheSlowReference()
        => ForAll(RandomSessions.BySecond, scene =>
        {
            var total = TariffEngine.Price(scene.Record, scene.Tariff, OcpiVersion.V221).Total;
            var (net, gross) = SecondBySecond.Price(scene.Record, scene.Tariff);
            // Five kinds of costs are rounded for themselves.
            Math.Abs(total.ExclVat - net).ShouldBeLessThan(0.0005m);
            Math.Abs((total.InclVat ?? net) - gross).ShouldBeLessThan(0.0005m);
        }, SlowRuns);

    [Fact]
    public void NoCostIsNegativeAndVatNeverMakesItLess()
        => ForAll(RandomSessions.Any, scene =>
        {
            var priced = TariffEngine.Price(scene.Record, scene.Tariff, OcpiVersion.V221);
            foreach (var cost in new[] { priced.Total, priced.FixedCost, priced.EnergyCost, priced.TimeCost, priced.ParkingCost, priced.ReservationCost }.OfType<Cost>())
            {
                cost.ExclVat.ShouldBeGreaterThanOrEqualTo(0);
                (cost.InclVat ?? cost.ExclVat).ShouldBeGreaterThanOrEqualTo(cost.ExclVat);
            }
        });

    [Fact]
    public void PeriodsAddUpToTheMeterAndToTheClock()
        => ForAll(RandomSessions.Any, scene =>
        {
            var priced = TariffEngine.Price(scene.Record, scene.Tariff, OcpiVersion.V221);
            var (first, last) = (scene.Record.Samples[0].EnergyWh, scene.Record.Samples[^1].EnergyWh);
            priced.Energy.ShouldBe(Math.Round((last - first) / 1_000, 4, MidpointRounding.AwayFromZero));
            priced.Time.ShouldBe(Hours(scene.Record.End - scene.Record.Start));
            priced.ReservationTime.ShouldBe(scene.Record.Reservation is { } r ? Hours(r.End - r.Start) : 0);
            (priced.FixedCost?.ExclVat ?? 0m).ShouldBe(
                priced.Total.ExclVat - new[] { priced.EnergyCost, priced.TimeCost, priced.ParkingCost, priced.ReservationCost }.Sum(c => c?.ExclVat ?? 0));

            var end = scene.Record.Reservation?.Start ?? scene.Record.Start;
            foreach (var period in priced.Periods)
            {
                Math.Abs((period.Start - end).TotalHours).ShouldBeLessThan(0.00011);
                end = period.Start.AddHours((double)period.Hours);
                period.Energy.ShouldBeGreaterThanOrEqualTo(0);
                period.Hours.ShouldBeGreaterThanOrEqualTo(0);
            }

            Math.Abs((scene.Record.End - end).TotalHours).ShouldBeLessThan(0.00011);
        });

    [Fact]
    public void AnotherReadingOnTheLineChangesNothing()
        => ForAll(RandomSessions.Any.SelectMany(s => Gen.Choose(1, 99), (s, percent) => (Scene: s, Percent: percent)), it =>
        {
            var record = it.Scene.Record;
            var samples = new List<MeterSample>();
            for (var i = 0; i < record.Samples.Count; i++)
            {
                samples.Add(record.Samples[i]);
                if (i + 1 == record.Samples.Count)
                    break;
                var (a, b) = (record.Samples[i], record.Samples[i + 1]);
                var seconds = (long)(b.At - a.At).TotalSeconds;
                var at = seconds * it.Percent / 100;
                if (at > 0)
                    samples.Add(a with { At = a.At.AddSeconds(at), EnergyWh = a.EnergyWh + ((b.EnergyWh - a.EnergyWh) * at / seconds), CurrentA = null });
            }

            // Without currents: between two readings they are the mean of both.
            record = record with { Samples = [.. record.Samples.Select(s => s with { CurrentA = null })], Voltage = 230 };
            var more = record with { Samples = [.. samples.Select(s => s with { CurrentA = null })] };
            var (plain, split) = (TariffEngine.Price(record, it.Scene.Tariff, OcpiVersion.V221), TariffEngine.Price(more, it.Scene.Tariff, OcpiVersion.V221));

            Math.Abs(split.Total.ExclVat - plain.Total.ExclVat).ShouldBeLessThan(0.0003m);
            split.Energy.ShouldBe(plain.Energy);
            split.Time.ShouldBe(plain.Time);
            split.Periods.Count.ShouldBe(plain.Periods.Count);
        });

    [Fact]
    public void ACutMakesAPeriodAndNoOtherCost()
        => ForAll(RandomSessions.Any.SelectMany(s => Gen.Choose(1, 99), (s, percent) => (Scene: s, Percent: percent)), it =>
        {
            var record = it.Scene.Record;
            var cut = record.Start.AddSeconds(Math.Floor((record.End - record.Start).TotalSeconds * it.Percent / 100));
            var plain = TariffEngine.Price(record, it.Scene.Tariff, OcpiVersion.V221);
            var pieces = TariffEngine.Price(record with { Cuts = [cut] }, it.Scene.Tariff, OcpiVersion.V221);

            pieces.Periods.ShouldContain(p => p.Start == cut);
            (pieces.Periods.Count - plain.Periods.Count).ShouldBeInRange(0, 1);
            Math.Abs(pieces.Total.ExclVat - plain.Total.ExclVat).ShouldBeLessThan(0.0003m);
            (pieces.Energy, pieces.Time).ShouldBe((plain.Energy, plain.Time));
        });

    [Fact]
    public void WhatIsFreeCostsNothing()
        => ForAll(RandomSessions.Any, scene =>
        {
            var total = TariffEngine.Price(scene.Record, RandomSessions.Free(scene.Tariff), OcpiVersion.V221).Total;
            (total.ExclVat, total.InclVat ?? 0).ShouldBe((0m, 0m));
        });

    [Fact]
    public void EnergyAloneCostsItsPriceRoundedUpToTheStep()
        => ForAll(RandomSessions.Records.SelectMany(r => Gen.Choose(1, 2_000), (r, step) => (Record: r, Step: step)), it =>
        {
            var wattHours = it.Record.Samples[^1].EnergyWh - it.Record.Samples[0].EnergyWh;
            var blocks = Math.Ceiling(wattHours / it.Step);
            TariffEngine.Price(it.Record, Tariff(Always(Energy(0.37m, 19, it.Step))), OcpiVersion.V221).Total
                .ShouldBe(new Cost(
                    Math.Round(blocks * it.Step * 0.00037m, 4, MidpointRounding.AwayFromZero),
                    Math.Round(blocks * it.Step * 0.00037m * 1.19m, 4, MidpointRounding.AwayFromZero)));
        });

    [Fact]
    public void TheCostIsWithinTheLeastAndTheMost()
        => ForAll(RandomSessions.Any, scene =>
        {
            var total = TariffEngine.Price(scene.Record, scene.Tariff with { MinPrice = new(2, 2.5m), MaxPrice = new(10, 12) }, OcpiVersion.V221).Total;
            total.ExclVat.ShouldBeInRange(2, 10);
            total.InclVat.ShouldNotBeNull().ShouldBeInRange(2.5m, 12);
        });

    private static decimal Hours(TimeSpan time) => Math.Round((decimal)time.TotalSeconds / 3_600, 4, MidpointRounding.AwayFromZero);
}
