namespace Voltbench.Ocpi.Pricing;

/// <summary>
/// What a session costs, as the texts of both versions say: 2.1.1 mod_tariffs §3–4 and mod_cdrs, 2.2.1 mod_tariffs and mod_cdrs. Where they are silent, ADR 27.
/// A running session is priced as if it ended now.
/// </summary>
public static class TariffEngine
{
    /// <param name="record">What happened.</param>
    /// <param name="tariff">Null = without a price.</param>
    /// <param name="version">2.1.1 knows no reservation and counts the time in which the station holds back as parking.</param>
    public static Priced Price(ChargingRecord record, PricedTariff? tariff, OcpiVersion version)
    {
        var clock = new LocalClock(record.TimeZone);
        var periods = new PeriodList(record.Cuts);
        var bill = new Bill();
        if (record.Reservation is { } reservation && version != OcpiVersion.V211)
            Reserve(reservation, tariff, clock, bill, periods);
        if (record.HasSession)
            Charge(Timeline.Of(record, tariff, version, clock), tariff, clock, bill, periods);
        return Total(record, tariff, bill, periods.Close());
    }

    private static void Charge(List<Stretch> stretches, PricedTariff? tariff, LocalClock clock, Bill bill, PeriodList periods)
    {
        var matching = tariff is null ? null : new Matching(tariff, clock, stretches[0].From);
        foreach (var stretch in stretches)
        {
            var isFlatDue = false;
            var energy = matching?.Find(TariffDimension.Energy, stretch);
            var time = matching?.Find(stretch.Kind == PeriodKind.Charging ? TariffDimension.Time : TariffDimension.ParkingTime, stretch);
            // A session has one fixed fee: the first that holds at any time.
            if (bill.Flat is null && matching?.Find(TariffDimension.Flat, stretch) is { } flat)
            {
                bill.Flat = flat;
                isFlatDue = true;
            }

            if (energy is { } perKwh)
                bill.AddEnergy(perKwh, stretch.Energy);
            if (time is { } perHour)
                bill.AddTime(perHour, stretch.Seconds);
            periods.Add(stretch, energy, time, isFlatDue);
        }
    }

    private static void Reserve(ReservationRecord reservation, PricedTariff? tariff, LocalClock clock, Bill bill, PeriodList periods)
    {
        var stretches = Timeline.OfReservation(reservation, tariff, clock);
        var matching = tariff is null ? null : new Matching(tariff, clock, reservation.Start.ToUnixTimeSeconds());
        var (isReserved, isExpired) = (false, false);
        foreach (var stretch in stretches)
        {
            // The time of an expired one costs what RESERVATION_EXPIRES says, if it has a price of time (2.2.1 ReservationRestrictionType, note).
            var time = (reservation.IsExpired ? matching?.Find(TariffDimension.Time, stretch, ReservationRestriction.ReservationExpires) : null)
                ?? matching?.Find(TariffDimension.Time, stretch, ReservationRestriction.Reservation);
            if (time is { } perHour)
                bill.AddReserved(perHour, stretch.Seconds);
            isReserved = isReserved || AddFlat(stretch, ReservationRestriction.Reservation);
            isExpired = isExpired || (reservation.IsExpired && AddFlat(stretch, ReservationRestriction.ReservationExpires));
            periods.Add(stretch, null, time, isFlatDue: false);
        }

        bool AddFlat(in Stretch stretch, ReservationRestriction kind)
        {
            if (matching?.Find(TariffDimension.Flat, stretch, kind) is not { } flat)
                return false;
            bill.AddReservedFlat(flat);
            return true;
        }
    }

    private static Priced Total(ChargingRecord record, PricedTariff? tariff, Bill bill, List<PricedPeriod> periods)
    {
        var charges = tariff is null ? new Charges(null, null, null, null, null) : bill.Close(tariff);
        var sum = Bill.Plus(Bill.Plus(Bill.Plus(charges.Fixed, charges.Energy), Bill.Plus(charges.Time, charges.Parking)), charges.Reservation)
            ?? new Cost(0, tariff is { HasVat: true } ? 0 : null);
        return new Priced
        {
            Tariff = tariff,
            Periods = periods,
            Energy = periods.Sum(p => p.Energy),
            Time = periods.Where(p => p.Kind != PeriodKind.Reservation).Sum(p => p.Hours),
            ParkingTime = periods.Where(p => p.Kind == PeriodKind.Parking).Sum(p => p.Hours),
            ReservationTime = periods.Where(p => p.Kind == PeriodKind.Reservation).Sum(p => p.Hours),
            Total = tariff is not null && record.HasSession ? Within(sum, tariff) : sum,
            FixedCost = charges.Fixed,
            EnergyCost = charges.Energy,
            TimeCost = charges.Time,
            ParkingCost = charges.Parking,
            ReservationCost = charges.Reservation,
        };
    }

    /// <summary>The least and the most that a session costs, without and with VAT each for itself (2.2.1 Tariff object, notes on min_price and max_price).</summary>
    private static Cost Within(Cost cost, PricedTariff tariff)
    {
        if (tariff.MinPrice is { } min)
            cost = new Cost(Math.Max(cost.ExclVat, min.ExclVat), cost.InclVat is { } gross ? Math.Max(gross, min.InclVat ?? min.ExclVat) : null);
        if (tariff.MaxPrice is { } max)
            cost = new Cost(Math.Min(cost.ExclVat, max.ExclVat), cost.InclVat is { } gross && max.InclVat is { } most ? Math.Min(gross, most) : cost.InclVat);
        return cost;
    }
}
