using System.Globalization;
using Voltbench.Ocpi.Pricing;
using static Voltbench.Ocpi.Tests.Pricing.Prices;

namespace Voltbench.Ocpi.Tests.Pricing;

/// <summary>Where charging periods begin, and what each of them holds.</summary>
public sealed class PeriodTests
{
    private const string Berlin = "Europe/Berlin";

    private sealed record Case(string Name, PricedTariff Tariff, ChargingRecord Record, string Periods, decimal Cost);

    private static readonly PricedTariff Night = Tariff(
        When(new() { StartTime = new(22, 0), EndTime = new(6, 0) }, Energy(0.2m)),
        Always(Energy(0.4m)));

    private static readonly PricedTariff Weekend = Tariff(
        When(new() { Days = [DayOfWeek.Saturday, DayOfWeek.Sunday] }, Energy(0.2m)),
        Always(Energy(0.4m)));

    private static readonly Case[] Cases =
    [
        // By the clocks of the location: 22:00 in Berlin in winter is 21:00 UTC.
        new("night begins", Night, new Story("2026-01-14 20:00", Berlin).Charge(120, 2).Record, "20:00 1kWh 1h | 21:00 1kWh 1h", 0.6m),
        new("night over midnight is one period", Night, new Story("2026-01-14 22:00", Berlin).Charge(240, 4).Record, "22:00 4kWh 4h", 0.8m),
        new("night ends", Night, new Story("2026-01-14 04:00", Berlin).Charge(120, 2).Record, "04:00 1kWh 1h | 05:00 1kWh 1h", 0.6m),
        new("two nights and the day between", Night, new Story("2026-01-14 20:00", Berlin).Charge(26 * 60, 26).Record,
            "20:00 1kWh 1h | 21:00 8kWh 8h | 05:00 16kWh 16h | 21:00 1kWh 1h", (17 * 0.4m) + (9 * 0.2m)),
        new("an unknown zone is UTC", Night, new Story("2026-01-14 21:00", "Mars/Olympus").Charge(120, 2).Record, "21:00 1kWh 1h | 22:00 1kWh 1h", 0.6m),
        // 2026-03-29: at 01:00 UTC the clocks of Berlin go from 02:00 to 03:00.
        new("a time that the clocks jump over ends there", Tariff(When(new() { EndTime = new(2, 30) }, Energy(0.2m)), Always(Energy(0.4m))),
            new Story("2026-03-29 00:00", Berlin).Charge(120, 2).Record, "00:00 1kWh 1h | 01:00 1kWh 1h", 0.6m),
        new("a night is an hour shorter in March", Night, new Story("2026-03-28 21:00", Berlin).Charge(480, 8).Record, "21:00 7kWh 7h | 04:00 1kWh 1h", 1.8m),
        // 2026-10-25: at 01:00 UTC they go from 03:00 back to 02:00.
        new("an hour that comes twice counts twice", Tariff(When(new() { StartTime = new(2, 0), EndTime = new(3, 0) }, Energy(0.2m)), Always(Energy(0.4m))),
            new Story("2026-10-24 23:00", Berlin).Charge(240, 4).Record, "23:00 1kWh 1h | 00:00 2kWh 2h | 02:00 1kWh 1h", 1.2m),
        new("a time that comes twice begins twice", Tariff(When(new() { StartTime = new(2, 30) }, Energy(0.2m)), Always(Energy(0.4m))),
            new Story("2026-10-25 00:00", Berlin).Charge(120, 4).Record, "00:00 1kWh 0.5h | 00:30 1kWh 0.5h | 01:00 1kWh 0.5h | 01:30 1kWh 0.5h", 1.2m),
        new("a night is an hour longer in October", Night, new Story("2026-10-24 20:00", Berlin).Charge(600, 10).Record, "20:00 9kWh 9h | 05:00 1kWh 1h", 2.2m),
        // Friday to Saturday at midnight in Berlin.
        new("weekend begins", Weekend, new Story("2026-01-16 22:00", Berlin).Charge(120, 2).Record, "22:00 1kWh 1h | 23:00 1kWh 1h", 0.6m),
        new("weekend ends", Weekend, new Story("2026-01-18 22:00", Berlin).Charge(120, 2).Record, "22:00 1kWh 1h | 23:00 1kWh 1h", 0.6m),
        new("weekend is one period", Weekend, new Story("2026-01-17 20:00", Berlin).Charge(480, 8).Record, "20:00 8kWh 8h", 1.6m),
        // A day and a time that wraps are looked at for themselves: the hours after midnight are those of Saturday.
        new("a night of Fridays ends at midnight", Tariff(When(new() { StartTime = new(22, 0), EndTime = new(6, 0), Days = [DayOfWeek.Friday] }, Energy(0.2m)), Always(Energy(0.4m))),
            new Story("2026-01-16 20:00").Charge(360, 6).Record, "20:00 2kWh 2h | 22:00 2kWh 2h | 00:00 2kWh 2h", 2m),
        new("dates", Tariff(When(new() { StartDate = new(2026, 1, 15), EndDate = new(2026, 1, 16) }, Energy(0.2m)), Always(Energy(0.4m))),
            new Story("2026-01-14 22:00", Berlin).Charge(26 * 60, 26).Record, "22:00 1kWh 1h | 23:00 24kWh 24h | 23:00 1kWh 1h", 5.6m),
        new("equal times are the whole day", Tariff(When(new() { StartTime = new(8, 0), EndTime = new(8, 0) }, Energy(0.2m))),
            new Story("2026-01-14 07:00").Charge(120, 2).Record, "07:00 2kWh 2h", 0.4m),
        new("energy", Tariff(When(new() { MaxKwh = 5 }, Energy(0.2m)), When(new() { MinKwh = 5, MaxKwh = 8 }, Energy(0.3m)), Always(Energy(0.4m))),
            new Story("2026-01-14 07:00").Charge(120, 10).Record, "07:00 5kWh 1h | 08:00 3kWh 0.6h | 08:36 2kWh 0.4h", 1m + 0.9m + 0.8m),
        new("duration", Tariff(When(new() { MinDuration = 3600 }, Parking(6)), Always(Energy(0.4m), Parking(0))),
            new Story("2026-01-14 07:00").Charge(30, 10).Park(60).Record, "07:00 10kWh 0.5h | 07:30 0kWh 0.5h | 08:00 0kWh 0.5h", 4m + 3m),
        new("power falls", Tariff(When(new() { MinPower = 20 }, Energy(0.5m)), Always(Energy(0.4m))),
            new Story("2026-01-14 07:00").Charge(30, 10).Charge(60, 10).Record, "07:00 10kWh 0.5h | 07:30 10kWh 1h", 9m),
        new("charging, parking, charging", Tariff(Always(Time(6), Parking(12))), new Story("2026-01-14 07:00").Charge(30, 1).Park(30).Charge(30, 1).Record,
            "07:00 1kWh 0.5h | 07:30 0kWh 0.5h | 08:00 1kWh 0.5h", 12m),
        new("a price of parking that changes while charging changes nothing", Tariff(When(new() { StartTime = new(8, 0) }, Parking(6)), Always(Energy(0.4m))),
            new Story("2026-01-14 07:00").Charge(120, 2).Record, "07:00 2kWh 2h", 0.8m),
        new("a price of energy that changes while parking changes nothing", Night,
            new Story("2026-01-14 20:00").Charge(60, 2).Park(120).Record, "20:00 2kWh 1h | 21:00 0kWh 2h", 0.8m),
        new("nothing charged", Night, new Story("2026-01-14 20:00").Charge(180).Record, "20:00 0kWh 3h", 0m),
    ];

    public static TheoryData<string> Names => [.. Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void PeriodsBeginWherePricesChange(string name)
    {
        var which = Cases.Single(c => c.Name == name);

        var priced = TariffEngine.Price(which.Record, which.Tariff, OcpiVersion.V221);

        Text(priced).ShouldBe(which.Periods);
        priced.Total.ExclVat.ShouldBe(which.Cost);
    }

    [Fact]
    public void HundredsOfSamplesAreOnePeriod()
    {
        var story = new Story("2026-01-14 07:00:13");
        for (var i = 0; i < 500; i++)
            story.Charge(1, 0.1m + (i % 3 * 0.01m), 16 + (i % 5));

        var period = TariffEngine.Price(story.Record, Tariff(Always(Energy(0.4m), Time(1))), OcpiVersion.V221).Periods.ShouldHaveSingleItem();

        period.Hours.ShouldBe(8.3333m);
        period.MinPower.ShouldBe(6m);
        period.MaxPower.ShouldBe(7.2m);
        period.MinCurrent.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(16m);
        period.MaxCurrent.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(20m);
    }

    [Fact]
    public void EnergyFlowsWhileTheCarChargesAndNotWhileItRests()
    {
        // One reading at each end: the car charged in the first half hour.
        var start = Story.At("2026-01-14 07:00");
        var record = new ChargingRecord
        {
            Start = start,
            End = start.AddHours(2),
            Samples = [new(start, 500), new(start.AddHours(2), 5_500)],
            Changes = [new(start.AddMinutes(30), ChargingState.SuspendedEv)],
        };

        var priced = TariffEngine.Price(record, Tariff(Always(Energy(0.4m))), OcpiVersion.V221);

        Text(priced).ShouldBe("07:00 5kWh 0.5h | 07:30 0kWh 1.5h");
        priced.Periods[0].MaxPower.ShouldBe(10m);
    }

    [Fact]
    public void CurrentComesFromTheReadingsOrFromPowerAndVoltage()
    {
        var tariff = Tariff(When(new() { MinCurrent = 40 }, Energy(0.5m)), When(new() { MaxCurrent = 40 }, Energy(0.4m)));
        var record = new Story("2026-01-14 07:00").Charge(60, 11).Record;

        decimal Cost(ChargingRecord r) => TariffEngine.Price(r, tariff, OcpiVersion.V221).Total.ExclVat;

        // 11 kW over 230 V are 47.8 A.
        Cost(record with { Voltage = 230 }).ShouldBe(5.5m);
        Cost(record with { Voltage = 400 }).ShouldBe(4.4m);
        Cost(new Story("2026-01-14 07:00").Charge(60, 11, 32).Record).ShouldBe(4.4m);
        // What nobody knows matches neither.
        Cost(record).ShouldBe(0m);
    }

    [Fact]
    public void WhatTheStationHoldsBackIsParkingIn211Only()
    {
        var tariff = Tariff(Always(Time(6), Parking(12)));
        var record = new Story("2026-01-14 07:00").Charge(30, 1).HeldBack(30).Record;

        Text(TariffEngine.Price(record, tariff, OcpiVersion.V221)).ShouldBe("07:00 1kWh 1h");
        Text(TariffEngine.Price(record, tariff, OcpiVersion.V211)).ShouldBe("07:00 1kWh 0.5h | 07:30 0kWh 0.5h");
    }

    [Fact]
    public void AReservationIsAPeriodIn221Only()
    {
        var tariff = Tariff(When(new() { Reservation = ReservationRestriction.Reservation }, Time(6)), Always(Energy(0.4m)));
        var record = new Story("2026-01-14 07:00").Reserved(30).Charge(60, 1).Record;

        var priced = TariffEngine.Price(record, tariff, OcpiVersion.V221);

        Text(priced).ShouldBe("06:30 0kWh 0.5h | 07:00 1kWh 1h");
        (priced.Time, priced.ReservationTime).ShouldBe((1m, 0.5m));
        Text(TariffEngine.Price(record, tariff, OcpiVersion.V211)).ShouldBe("07:00 1kWh 1h");
    }

    private static string Text(Priced priced) => string.Join(
        " | ", priced.Periods.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Start:HH:mm} {p.Energy:0.####}kWh {p.Hours:0.####}h")));

    [Fact]
    public void Power_that_was_read_beats_what_whole_watt_hours_in_whole_seconds_make_of_it()
    {
        var start = Story.At("2026-03-02 09:30");
        var record = new ChargingRecord
        {
            Start = start,
            End = start.AddSeconds(61),
            Samples = [new(start, 0), new(start.AddSeconds(60), 184, PowerW: 11_035), new(start.AddSeconds(61), 188)],
        };
        var period = TariffEngine.Price(record, null, OcpiVersion.V221).Periods.ShouldHaveSingleItem();
        (period.MinPower, period.MaxPower).ShouldBe((11.035m, 11.035m));
    }
}
