using Voltbench.Ocpi.Pricing;
using static Voltbench.Ocpi.Tests.Pricing.Prices;

namespace Voltbench.Ocpi.Tests.Pricing;

/// <summary>An example of the text of 2.2.1: tariff, session, and the cost that the text gives.</summary>
/// <param name="File">Its tariff among the examples of the specification; null = given in words only.</param>
/// <param name="InclVat">Null = the text gives none.</param>
internal sealed record WorkedExample(string Name, string? File, PricedTariff Tariff, ChargingRecord Record, decimal ExclVat, decimal? InclVat);

internal static class WorkedExamples
{
    private const string Monday = "2026-03-02 09:30";
    private const string Saturday = "2026-03-07 13:30";

    private static readonly PricedTariff Reservation15 = Tariff(
        When(new() { Reservation = ReservationRestriction.Reservation }, Time(5, 20, 60)),
        Always(Flat(0.5m, 20), Energy(0.25m, 10)));

    private static readonly PricedTariff Reservation16 = Tariff(
        When(new() { Reservation = ReservationRestriction.Reservation }, Flat(2, 20), Time(5, 20, 300)),
        Always(Flat(0.5m, 20), Energy(0.25m, 10)));

    private static readonly PricedTariff ExpireFee = Tariff(
        When(new() { Reservation = ReservationRestriction.ReservationExpires }, Flat(4, 20)),
        When(new() { Reservation = ReservationRestriction.Reservation }, Time(2, 20, 600)),
        Always(Flat(0.5m, 20), Energy(0.25m, 10)));

    private static readonly PricedTariff ExpireTime = Tariff(
        When(new() { Reservation = ReservationRestriction.ReservationExpires }, Time(6, 20, 600)),
        When(new() { Reservation = ReservationRestriction.Reservation }, Time(3, 20, 600)),
        Always(Flat(0.5m, 20), Energy(0.25m, 10)));

    private static readonly DayOfWeek[] Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    private static readonly PricedTariff Complex = Tariff(
        Always(Flat(2.5m, 15)),
        When(new() { MaxCurrent = 32 }, Time(1, 20, 900)),
        When(new() { MinCurrent = 32, Days = Weekdays }, Time(2, 20, 600)),
        When(new() { MinCurrent = 32, Days = [DayOfWeek.Saturday, DayOfWeek.Sunday] }, Time(1.25m, 20, 600)),
        When(new() { StartTime = new(9, 0), EndTime = new(18, 0), Days = Weekdays }, Parking(5, 10, 300)),
        When(new() { StartTime = new(10, 0), EndTime = new(17, 0), Days = [DayOfWeek.Saturday] }, Parking(6, 10, 300)));

    private static readonly PricedTariff Steps = Tariff(
        When(new() { StartTime = new(0, 0), EndTime = new(17, 0) }, Time(1.2m, null, 1800), Parking(1, null, 900)),
        When(new() { StartTime = new(17, 0), EndTime = new(20, 0) }, Time(2.4m, null, 900), Parking(1, null, 900)),
        When(new() { StartTime = new(20, 0), EndTime = new(0, 0) }, Time(2.4m, null, 900)));

    private static readonly PricedTariff MaxPrice = Tariff(Always(Flat(0.5m, 20), Energy(0.25m, 10))) with { MaxPrice = new(10, 11) };
    private static readonly PricedTariff MinPrice = Tariff(Always(Energy(0.25m, 10))) with { MinPrice = new(0.5m, 0.55m) };

    public static readonly WorkedExample[] All =
    [
        new("0.25 per kWh", "tariff_8_simple_025kwh", Tariff(Always(Energy(0.25m, 10))), new Story(Monday).Charge(60, 20).Record, 5m, 5.5m),
        new("0.25 per kWh and a start fee", "tariff_9_025kwh_start", Tariff(Always(Flat(0.5m, 20), Energy(0.25m, 10))), new Story(Monday).Charge(60, 20).Record, 5.5m, 6.1m),
        new("minimum price, more used", "tariff_12_025kwh_min_price", MinPrice, new Story(Monday).Charge(60, 20).Record, 5m, 5.5m),
        new("minimum price, less used", "tariff_12_025kwh_min_price", MinPrice, new Story(Monday).Charge(6, 1.9m).Record, 0.5m, 0.55m),
        new("energy, parking and start fee", "tariff_10_025kwh_parking_start",
            Tariff(Always(Flat(0.5m, 20), Energy(0.25m, 10), Parking(2, 20, 900))), new Story(Monday).Charge(60, 20).Park(40).Record, 7m, 7.9m),
        new("maximum price reached", "tariff_6_025kwh_start_max_price", MaxPrice, new Story(Monday).Charge(60, 50).Record, 10m, 11m),
        new("maximum price not reached", "tariff_6_025kwh_start_max_price", MaxPrice, new Story(Monday).Charge(60, 30).Record, 8m, 8.85m),
        new("2 per hour", "tariff_1_simple_2hour", Tariff(Always(Time(2, 10, 60))), new Story(Monday).Charge(150, 10).Record, 5m, 5.5m),
        new("3 per hour, 5 per hour of parking", "tariff_13_simple_3hour_5parking",
            Tariff(Always(Time(3, 10, 60), Parking(5, 20, 300))), new Story(Monday).Charge(150, 10).Park(42).Record, 11.25m, 12.75m),
        new("1.90 per hour, odd VAT", "tariff_2_alt_text", Tariff(Always(Time(1.9m, 5.2m, 300))), new Story(Monday).Charge(150, 10).Record, 4.75m, 5m),
        new("blocks of 0.1 kWh", "tariff_3_alt_url", Tariff(Always(Flat(0.5m, 20), Energy(0.25m, 10, 100))), new Story(Monday).Charge(60, 20.45m).Record, 5.63m, 6.24m),
        new("complex, Monday", "tariff_4_complex", Complex, new Story(Monday).Charge(165, 10, 16).Park(42).Record, 9m, 10.3m),
        // The text gives 12.28 and 13.861: its 2.28 for 114 minutes are at 1.20 per hour, while tariff and table say 1.25.
        new("complex, Saturday", "tariff_4_complex", Complex, new Story(Saturday).Charge(114, 19, 43).Park(71).Record, 12.375m, 13.975m),
        new("free of charge", "tariff_5_free_of_charge", Tariff(Always(Flat(0))), new Story(Monday).Charge(60, 20).Record, 0m, null),
        new("reservation", "tariff_15_reservation_5_euro_per_hour", Reservation15, new Story(Monday).Reserved(15).Charge(60, 20).Record, 6.75m, 7.6m),
        new("reservation with a fee", "tariff_16_reservation_2_euro_fee_5_euro_per_hour", Reservation16, new Story(Monday).Reserved(13).Charge(60, 20).Record, 8.75m, 10m),
        new("reservation with an expire fee, used", "tariff_17_reservation_with_expire_fee", ExpireFee, new Story(Monday).Reserved(22).Charge(60, 20).Record, 6.5m, 7.3m),
        new("reservation with an expire fee, expired", "tariff_17_reservation_with_expire_fee", ExpireFee,
            ChargingRecord.Expired(Story.At(Monday), Story.At(Monday).AddHours(1), null), 6m, 7.2m),
        new("reservation with an expire time, used", "tariff_18_reservation_with_expire_time", ExpireTime, new Story(Monday).Reserved(22).Charge(60, 20).Record, 7m, 7.9m),
        new("reservation with an expire time, expired", "tariff_18_reservation_with_expire_time", ExpireTime,
            ChargingRecord.Expired(Story.At(Monday), Story.At(Monday).AddHours(1.5), null), 9m, 10.8m),
        new("steps, another element #1", "tariff_14_step_size", Steps, new Story("2026-03-02 16:55").Charge(10, 1).Park(2).Record, 0.55m, null),
        new("steps, another element #2", "tariff_14_step_size", Steps, new Story("2026-03-02 16:35").Charge(35, 1).Record, 1.3m, null),
        new("steps, a free element", "tariff_14_step_size", Steps, new Story("2026-03-02 19:40").Charge(12, 1).Park(20).Record, 0.73m, null),
        new("max_power", "tariffrestriction_example_max_power",
            Tariff(When(new() { MaxPower = 16 }, Energy(0.2m, 20)), When(new() { MaxPower = 32 }, Energy(0.35m, 20)), Always(Energy(0.5m, 20))),
            new Story(Monday).Charge(10, 1).Charge(50, 40).Charge(7.5, 0.5m).Record, 20.3m, null),
        new("max_duration", "tariffrestriction_example_max_duration",
            Tariff(When(new() { MaxDuration = 1800 }, Energy(0, 20)), When(new() { MaxDuration = 3600 }, Energy(0.25m, 20)), Always(Energy(0.4m, 20))),
            new Story(Monday).Charge(30, 5).Charge(10, 1.2m).Record, 0.3m, null),
        // mod_cdrs, CDR object, "step_size".
        new("time, then parking", null, Tariff(Always(Time(6, null, 300), Parking(12, null, 300))), new Story(Monday).Charge(21, 1).Park(7).Record, 2.1m + 2m, null),
        new("dearer energy after 17:00", null, EveningTariff(Energy(0.2m, null, 500), Energy(0.27m, null, 500)),
            new Story("2026-03-02 16:00").Charge(60, 4.3m).Charge(20, 1.1m).Record, (4.3m * 0.2m) + (1.2m * 0.27m), null),
        new("dearer time after 17:00", null, EveningTariff(Time(5, null, 600), Time(7, null, 600)),
            new Story("2026-03-02 16:54").Charge(28, 1).Record, 0.5m + 2.8m, null),
        new("time at 1, parking at 2", null, Tariff(Always(Time(1, null, 600), Parking(2, null, 600))), new Story(Monday).Charge(21, 1).Park(16).Record, 0.35m + 0.6667m, null),
        // mod_cdrs, example of a CDR.
        new("example CDR", null, Tariff(Always(Time(2, 10, 300))), new Story("2015-06-29 21:39:09").Charge(118 + (23 / 60.0), 15.342m).Record, 4m, 4.4m),
        // mod_tariffs, PriceComponent class.
        new("115.2 Wh in steps of 1", null, Tariff(Always(Energy(0.25m))), new Story(Monday).Charge(5, 0.1152m).Record, 0.029m, null),
        new("115.2 Wh in steps of 25", null, Tariff(Always(Energy(0.25m, null, 25))), new Story(Monday).Charge(5, 0.1152m).Record, 0.0313m, null),
        new("115.2 Wh in steps of 500", null, Tariff(Always(Energy(0.25m, null, 500))), new Story(Monday).Charge(5, 0.1152m).Record, 0.125m, null),
        new("8 minutes of parking in steps of 5", null, Tariff(Always(Parking(6, null, 300))), new Story(Monday).Park(8).Record, 1m, null),
    ];

    private static PricedTariff EveningTariff(PricedComponent before, PricedComponent after)
        => Tariff(When(new() { EndTime = new(17, 0) }, before), When(new() { StartTime = new(17, 0) }, after));
}
