using Voltbench.Ocpi.Pricing;

namespace Voltbench.Ocpi.Tests.Pricing;

/// <summary>Another way to the same cost: looks at every second for itself. Slow, and without anything clever.</summary>
internal static class SecondBySecond
{
    public static (decimal Net, decimal Gross) Price(ChargingRecord record, PricedTariff tariff)
    {
        var zone = record.TimeZone is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(record.TimeZone);
        var energy = new Meter();
        var time = new Meter();
        var reserved = new Meter();
        PricedComponent? flat = null;
        PricedComponent? reservedFlat = null;
        if (record.Reservation is { } reservation)
        {
            for (var at = reservation.Start; at < reservation.End; at = at.AddSeconds(1))
            {
                var lasted = (at - reservation.Start).TotalSeconds;
                reservedFlat ??= Find(TariffDimension.Flat, at, lasted, null, null, ReservationRestriction.Reservation);
                reserved.Add(Find(TariffDimension.Time, at, lasted, null, null, ReservationRestriction.Reservation), 1);
            }
        }

        for (var i = 1; i < record.Samples.Count; i++)
        {
            var (a, b, state) = (record.Samples[i - 1], record.Samples[i], record.Changes[i - 1].State);
            var seconds = (decimal)(b.At - a.At).TotalSeconds;
            var power = (b.EnergyWh - a.EnergyWh) * 3.6m / seconds;
            var current = a.CurrentA is { } x && b.CurrentA is { } y ? (x + y) / 2 : a.CurrentA ?? b.CurrentA;
            if (state != ChargingState.Charging && b.EnergyWh == a.EnergyWh)
                power = 0;
            for (var at = a.At; at < b.At; at = at.AddSeconds(1))
            {
                var lasted = (at - record.Start).TotalSeconds;
                flat ??= Find(TariffDimension.Flat, at, lasted, power, current, null);
                energy.Add(Find(TariffDimension.Energy, at, lasted, power, current, null), (b.EnergyWh - a.EnergyWh) / seconds);
                var dimension = state is ChargingState.Charging or ChargingState.SuspendedEvse ? TariffDimension.Time : TariffDimension.ParkingTime;
                time.Add(Find(dimension, at, lasted, power, current, null), 1);
            }
        }

        var lines = energy.Lines(1_000).Concat(time.Lines(3_600)).Concat(reserved.Lines(3_600))
            .Concat(new[] { flat, reservedFlat }.OfType<PricedComponent>().Select(f => (f, 1m))).ToList();
        return (lines.Sum(l => l.Item1.Price * l.Item2), lines.Sum(l => l.Item1.Price * l.Item2 * (1 + ((l.Item1.Vat ?? 0) / 100))));

        PricedComponent? Find(TariffDimension dimension, DateTimeOffset at, double lasted, decimal? power, decimal? current, ReservationRestriction? kind)
        {
            var local = TimeZoneInfo.ConvertTime(at, zone);
            foreach (var element in tariff.Elements)
            {
                var only = element.Restrictions ?? new();
                if (only.Reservation != kind || !IsNow(only, local) || lasted < (only.MinDuration ?? 0) || lasted >= (only.MaxDuration ?? int.MaxValue))
                    continue;
                if (only.MinPower is { } minPower && !(power >= minPower))
                    continue;
                if (only.MaxPower is { } maxPower && !(power < maxPower))
                    continue;
                if (only.MinCurrent is { } minCurrent && !(current >= minCurrent))
                    continue;
                if (element.Components.FirstOrDefault(c => c.Dimension == dimension) is { } found)
                    return found;
            }

            return null;
        }
    }

    private static bool IsNow(PricedRestrictions only, DateTimeOffset local)
    {
        if (only.Days.Count > 0 && !only.Days.Contains(local.DayOfWeek))
            return false;
        var minute = (local.Hour * 60) + local.Minute;
        var from = only.StartTime is { } s ? (s.Hour * 60) + s.Minute : 0;
        var until = only.EndTime is { } e ? (e.Hour * 60) + e.Minute : 0;
        until = until == 0 ? 1_440 : until;
        return from < until ? minute >= from && minute < until : minute >= from || minute < until;
    }

    /// <summary>Amounts by component, rounded up by the step of the last one.</summary>
    private sealed class Meter
    {
        private readonly Dictionary<PricedComponent, decimal> amounts = new(ReferenceEqualityComparer.Instance);
        private PricedComponent? last;

        public void Add(PricedComponent? component, decimal amount)
        {
            if (component is null || amount == 0)
                return;
            amounts[component] = amounts.GetValueOrDefault(component) + amount;
            last = component;
        }

        public IEnumerable<(PricedComponent, decimal)> Lines(int unit)
        {
            if (last is { StepSize: > 0 } step)
            {
                var total = Math.Round(amounts.Where(a => a.Key.Dimension == step.Dimension).Sum(a => a.Value), 6);
                amounts[step] += (Math.Ceiling(total / step.StepSize) * step.StepSize) - total;
            }

            return amounts.Select(a => (a.Key, a.Value / unit));
        }
    }
}
