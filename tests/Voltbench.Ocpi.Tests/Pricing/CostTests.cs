using Voltbench.Ocpi.Pricing;
using static Voltbench.Ocpi.Tests.Pricing.Prices;

namespace Voltbench.Ocpi.Tests.Pricing;

/// <summary>What is billed, beyond the examples of the text.</summary>
public sealed class CostTests
{
    private const string Morning = "2026-01-14 07:00";

    private sealed record Case(string Name, PricedTariff Tariff, ChargingRecord Record, decimal ExclVat, decimal? InclVat = null);

    private static readonly PricedTariff Both = Tariff(Always(Time(6, null, 600), Parking(12, null, 600)));

    private static readonly Case[] Cases =
    [
        new("no elements", Tariff(), new Story(Morning).Charge(60, 10).Record, 0),
        new("an element without components", Tariff(Always()), new Story(Morning).Charge(60, 10).Record, 0),
        new("no element matches", Tariff(When(new() { MinKwh = 50 }, Energy(0.5m, 19))), new Story(Morning).Charge(60, 10).Record, 0, 0),
        new("the first of two counts", Tariff(Always(Energy(0.3m)), Always(Energy(0.5m))), new Story(Morning).Charge(60, 10).Record, 3),
        new("the first of each dimension counts", Tariff(When(new() { MaxDuration = 60 }, Time(60)), Always(Energy(0.3m)), Always(Time(6), Energy(9))),
            new Story(Morning).Charge(60, 10).Record, 1m + 3m + 5.9m),
        new("one fee, the first that holds", Tariff(When(new() { EndTime = new(7, 30) }, Flat(1)), Always(Flat(2))), new Story(Morning).Charge(60, 10).Record, 1),
        new("a fee that begins later", Tariff(When(new() { MinDuration = 1_800 }, Flat(5))), new Story(Morning).Charge(60, 10).Record, 5),
        new("a fee that never begins", Tariff(When(new() { MinDuration = 7_200 }, Flat(5))), new Story(Morning).Charge(60, 10).Record, 0),
        new("a step of 0 bills what was used", Tariff(Always(Energy(1, null, 0))), new Story(Morning).Charge(60, 1.2345m).Record, 1.2345m),
        new("charging last: its time is rounded up, parking is not", Both, new Story(Morning).Charge(11, 1).Park(11).Charge(12, 1).Record, 3m + 2.2m),
        new("parking last: all of it is rounded up once", Both, new Story(Morning).Charge(11, 1).Park(6).Charge(12, 1).Park(6).Record, 2.3m + 4m),
        new("a multiple of the step stays", Both, new Story(Morning).Charge(20, 1).Record, 2m),
        new("time without a price does not count for the step", Tariff(When(new() { MinDuration = 300 }, Time(6, null, 600))), new Story(Morning).Charge(15, 1).Record, 1m),
        new("energy in a step of the last component that was used", Tariff(When(new() { MaxKwh = 1 }, Energy(1, null, 1_000)), Always(Energy(1, null, 100))),
            new Story(Morning).Charge(60, 1.25m).Record, 1.3m),
        new("VAT of some components only", Tariff(Always(Flat(1, 20), Energy(1))), new Story(Morning).Charge(60, 1).Record, 2m, 2.2m),
        new("0 % is VAT", Tariff(Always(Energy(1, 0))), new Story(Morning).Charge(60, 1).Record, 1m, 1m),
        new("minimum without anything used", Tariff(Always(Energy(1, 20))) with { MinPrice = new(1, 1.2m) }, new Story(Morning).Charge(60).Record, 1m, 1.2m),
        new("minimum reached with VAT only", Tariff(Always(Energy(1, 20))) with { MinPrice = new(1, 1.1m) }, new Story(Morning).Charge(60, 0.95m).Record, 1m, 1.14m),
        new("minimum without a figure with VAT", Tariff(Always(Energy(1, 20))) with { MinPrice = new(5) }, new Story(Morning).Charge(60, 1).Record, 5m, 5m),
        new("maximum without a figure with VAT", Tariff(Always(Energy(1, 20))) with { MaxPrice = new(5) }, new Story(Morning).Charge(60, 10).Record, 5m, 12m),
        new("a reservation has a step of its own", Tariff(When(new() { Reservation = ReservationRestriction.Reservation }, Time(6, null, 600)), Always(Time(6, null, 600))),
            new Story(Morning).Reserved(5).Charge(5, 1).Record, 2m),
        new("prices of the session do not price a reservation", Tariff(Always(Time(6), Flat(1))), new Story(Morning).Reserved(60).Charge(60, 1).Record, 7m),
        new("an expired reservation with both fees",
            Tariff(When(new() { Reservation = ReservationRestriction.ReservationExpires }, Flat(4)), When(new() { Reservation = ReservationRestriction.Reservation }, Flat(2), Time(6)), Always(Flat(9))),
            ChargingRecord.Expired(Story.At(Morning), Story.At(Morning).AddHours(1), null), 12m),
        new("an expired reservation has no minimum", Tariff(Always(Energy(1))) with { MinPrice = new(5) },
            ChargingRecord.Expired(Story.At(Morning), Story.At(Morning).AddHours(1), null), 0m),
        new("a step is whole in seconds that the wire shows", Tariff(Always(Time(6, null, 600))), new Story("2026-01-14 07:00:00.1").Charge(10.01, 1).Record, 1m),
    ];

    public static TheoryData<string> Names => [.. Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void ItCosts(string name)
    {
        var which = Cases.Single(c => c.Name == name);

        var total = TariffEngine.Price(which.Record, which.Tariff, OcpiVersion.V221).Total;

        total.ShouldBe(new Cost(which.ExclVat, which.InclVat));
    }

    [Fact]
    public void AFeeOfParkingIsACostOfParking()
    {
        var tariff = Tariff(Always(Energy(0.4m)), When(new() { MinDuration = 3_600 }, Flat(5), Parking(6)));

        var priced = TariffEngine.Price(new Story(Morning).Charge(60, 10).Park(30).Record, tariff, OcpiVersion.V221);

        priced.FixedCost.ShouldBeNull();
        priced.ParkingCost.ShouldBe(new Cost(8));
        priced.Total.ShouldBe(new Cost(12));
    }

    [Fact]
    public void ARegisterThatFallsCountsAsStandingStill()
    {
        var start = Story.At(Morning);
        var record = new ChargingRecord
        {
            Start = start,
            End = start.AddHours(1),
            Samples = [new(start, 5_000), new(start.AddMinutes(20), 7_000), new(start.AddMinutes(40), 6_500), new(start.AddHours(1), 8_000)],
        };

        TariffEngine.Price(record, Tariff(Always(Energy(1))), OcpiVersion.V221).Energy.ShouldBe(3m);
    }

    [Fact]
    public void ReadingsOutsideTheSessionAreThoseOfItsEnds()
    {
        var start = Story.At(Morning);
        var record = new ChargingRecord
        {
            Start = start,
            End = start.AddHours(1),
            Samples = [new(start.AddHours(-1), 1_000), new(start.AddMinutes(-1), 5_000), new(start.AddMinutes(30), 6_000), new(start.AddHours(1.1), 8_000)],
        };

        TariffEngine.Price(record, null, OcpiVersion.V221).Energy.ShouldBe(3m);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(900)]
    public void ASessionWithinOneSecondKeepsItsEnergy(int milliseconds)
    {
        var start = Story.At(Morning);
        var record = new ChargingRecord
        {
            Start = start,
            End = start.AddMilliseconds(milliseconds),
            Samples = [new(start, 5_000), new(start.AddMilliseconds(milliseconds), 5_010)],
        };

        var priced = TariffEngine.Price(record, Tariff(When(new() { MaxKwh = 0.004m }, Energy(1)), Always(Energy(2))), OcpiVersion.V221);

        priced.Energy.ShouldBe(0.01m);
        priced.Total.ExclVat.ShouldBe(0.004m + 0.012m);
        priced.Time.ShouldBe(0m);
    }

    [Fact]
    public void NoReadingsAtAllIsTimeWithoutEnergy()
    {
        var record = new ChargingRecord { Start = Story.At(Morning), End = Story.At(Morning).AddHours(1) };

        var priced = TariffEngine.Price(record, Tariff(Always(Energy(1), Time(6))), OcpiVersion.V221);

        (priced.Energy, priced.Time, priced.Total.ExclVat).ShouldBe((0m, 1m, 6m));
    }

    [Fact]
    public void TheTariffOfASessionIsTheFirstRegularOneThatIsValidWhenItStarts()
    {
        var start = Story.At(Morning);
        PricedTariff adHoc = Tariff() with { Id = "adhoc", IsRegular = false };
        PricedTariff old = Tariff() with { Id = "old", ValidUntil = start };
        PricedTariff current = Tariff() with { Id = "current", ValidFrom = start };
        PricedTariff next = Tariff() with { Id = "next" };

        PricedTariff.Of([adHoc, old, current, next], start)!.Id.ShouldBe("current");
        PricedTariff.Of([adHoc, old, current, next], start.AddSeconds(-1))!.Id.ShouldBe("old");
        PricedTariff.Of([adHoc], start).ShouldBeNull();
    }

    /// <summary>mod_tariffs §3.1 of 2.1.1: its complex example only makes sense when each dimension finds its own element.</summary>
    [Theory]
    [InlineData(165, 20, 42, 2.5 + 2.75 + 3.75)]
    [InlineData(60, 43, 0, 2.5 + 2)]
    public void TheComplexTariffOf211(double charging, double kw, double parking, double cost)
    {
        DayOfWeek[] weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];
        var tariff = Tariff(
            Always(Flat(2.5m)),
            When(new() { MaxPower = 32 }, Time(1, null, 900)),
            When(new() { MinPower = 32, Days = weekdays }, Time(2, null, 600)),
            When(new() { MinPower = 32, Days = [DayOfWeek.Saturday, DayOfWeek.Sunday] }, Time(1.25m, null, 600)),
            When(new() { StartTime = new(9, 0), EndTime = new(18, 0), Days = weekdays }, Parking(5, null, 300)),
            When(new() { StartTime = new(10, 0), EndTime = new(17, 0), Days = [DayOfWeek.Saturday] }, Parking(6, null, 300)));
        var story = new Story("2026-03-02 09:30").Charge(charging, (decimal)(kw * charging / 60));
        if (parking > 0)
            story.Park(parking);

        TariffEngine.Price(story.Record, tariff, OcpiVersion.V211).Total.ShouldBe(new Cost((decimal)cost));
    }
}
