using System.Globalization;
using Voltbench.Ocpi.Pricing;

namespace Voltbench.Ocpi.Tests.Pricing;

/// <summary>A session told in steps.</summary>
internal sealed class Story
{
    private readonly List<MeterSample> samples = [];
    private readonly List<ChargingChange> changes = [];
    private readonly string? zone;
    private readonly DateTimeOffset start;
    private ReservationRecord? reservation;
    private DateTimeOffset now;
    private decimal register;

    /// <param name="at">UTC, such as <c>2026-03-02 09:30</c>.</param>
    /// <param name="zone">Of the location; null = UTC.</param>
    /// <param name="register">What the meter shows at the start, Wh.</param>
    public Story(string at, string? zone = null, decimal register = 0)
    {
        now = start = At(at);
        this.zone = zone;
        this.register = register;
        samples.Add(new MeterSample(now, register));
    }

    public ChargingRecord Record => new()
    {
        Start = start,
        End = now,
        TimeZone = zone,
        Samples = samples,
        Changes = changes,
        Reservation = reservation,
    };

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public Story Charge(double minutes, decimal kwh = 0, decimal? ampere = null) => Step(ChargingState.Charging, minutes, kwh, ampere);

    public Story Park(double minutes) => Step(ChargingState.SuspendedEv, minutes, 0, null);

    public Story HeldBack(double minutes) => Step(ChargingState.SuspendedEvse, minutes, 0, null);

    /// <summary>Kept free before the session.</summary>
    public Story Reserved(double minutes)
    {
        reservation = new ReservationRecord(start.AddMilliseconds(-Math.Round(minutes * 60_000)), start);
        return this;
    }

    private Story Step(ChargingState state, double minutes, decimal kwh, decimal? ampere)
    {
        changes.Add(new ChargingChange(now, state));
        if (ampere is not null)
            samples[^1] = samples[^1] with { CurrentA = ampere };
        now = now.AddMilliseconds(Math.Round(minutes * 60_000));
        register += kwh * 1_000;
        samples.Add(new MeterSample(now, register, ampere));
        return this;
    }
}

/// <summary>Short words for tariffs.</summary>
internal static class Prices
{
    public static PricedTariff Tariff(params PricedElement[] elements) => new() { Id = "T1", Currency = "EUR", Elements = elements };

    public static PricedElement Always(params PricedComponent[] components) => new(components);

    public static PricedElement When(PricedRestrictions only, params PricedComponent[] components) => new(components, only);

    public static PricedComponent Energy(decimal price, decimal? vat = null, int step = 1) => new(TariffDimension.Energy, price, vat, step);

    public static PricedComponent Time(decimal price, decimal? vat = null, int step = 1) => new(TariffDimension.Time, price, vat, step);

    public static PricedComponent Parking(decimal price, decimal? vat = null, int step = 1) => new(TariffDimension.ParkingTime, price, vat, step);

    public static PricedComponent Flat(decimal price, decimal? vat = null) => new(TariffDimension.Flat, price, vat);
}
