namespace Voltbench.Ocpi.Pricing;

/// <summary>
/// Amounts by component, and what they cost. A step rounds up once: the energy of the session by the last energy component that was used, the time by the
/// last one of time or parking (2.2.1 CDR object, "step_size"), and a reservation for itself.
/// </summary>
internal sealed class Bill
{
    private readonly Dictionary<Active, decimal> energy = [];
    private readonly Dictionary<Active, decimal> time = [];
    private readonly Dictionary<Active, decimal> reserved = [];
    private readonly HashSet<Active> reservedFlats = [];
    private Active? lastEnergy;
    private Active? lastTime;
    private Active? lastReserved;

    /// <summary>The fixed fee of the session.</summary>
    public Active? Flat { get; set; }

    public void AddEnergy(Active component, decimal wattHours)
    {
        Add(energy, component, wattHours);
        if (wattHours > 0)
            lastEnergy = component;
    }

    /// <param name="component">Of time or parking.</param>
    public void AddTime(Active component, long seconds)
    {
        Add(time, component, seconds);
        if (seconds > 0)
            lastTime = component;
    }

    public void AddReserved(Active component, long seconds)
    {
        Add(reserved, component, seconds);
        lastReserved = component;
    }

    public void AddReservedFlat(Active component) => reservedFlats.Add(component);

    public Charges Close(PricedTariff tariff)
    {
        RoundUp(energy, lastEnergy);
        RoundUp(time, lastTime);
        RoundUp(reserved, lastReserved);
        var hasVat = tariff.HasVat;
        var isForParking = Flat is { } flat && IsForParking(tariff.Elements[flat.Element]);
        List<(Active, decimal)> once = Flat is { } fee ? [(fee, 1)] : [];
        return new Charges(
            isForParking ? null : Sum(once, 1, hasVat),
            Sum(energy.Select(Line), 1_000, hasVat),
            Sum(time.Select(Line).Where(l => l.Component.Component.Dimension == TariffDimension.Time), 3_600, hasVat),
            Plus(
                Sum(time.Select(Line).Where(l => l.Component.Component.Dimension == TariffDimension.ParkingTime), 3_600, hasVat),
                isForParking ? Sum(once, 1, hasVat) : null),
            Plus(Sum(reserved.Select(Line), 3_600, hasVat), Sum(reservedFlats.Select(f => (f, 1m)), 1, hasVat)));
    }

    public static decimal Money(decimal amount) => Math.Round(amount, 4, MidpointRounding.AwayFromZero);

    /// <summary>The smallest multiple of the step that is not below the amount.</summary>
    public static decimal RoundUp(decimal amount, int step) => step <= 0 ? amount : Math.Ceiling(amount / step) * step;

    private static bool IsForParking(PricedElement element)
        => element.Components.Any(c => c.Dimension == TariffDimension.ParkingTime)
        && element.Components.All(c => c.Dimension is TariffDimension.ParkingTime or TariffDimension.Flat);

    private static (Active Component, decimal Amount) Line(KeyValuePair<Active, decimal> line) => (line.Key, line.Value);

    private static void Add(Dictionary<Active, decimal> amounts, Active component, decimal amount)
        => amounts[component] = amounts.GetValueOrDefault(component) + amount;

    /// <summary>The total of the dimension is rounded up; what that adds is billed at the price of the last component.</summary>
    private static void RoundUp(Dictionary<Active, decimal> amounts, Active? last)
    {
        if (last is not { } component)
            return;
        var total = amounts.Where(a => a.Key.Component.Dimension == component.Component.Dimension).Sum(a => a.Value);
        amounts[component] += RoundUp(total, component.Component.StepSize) - total;
    }

    private static Cost? Sum(IEnumerable<(Active Component, decimal Amount)> lines, int perUnit, bool hasVat)
    {
        var (any, net, gross) = (false, 0m, 0m);
        foreach (var (active, amount) in lines)
        {
            any = true;
            var cost = active.Component.Price * amount / perUnit;
            net += cost;
            gross += cost * (1 + ((active.Component.Vat ?? 0) / 100));
        }

        return any ? new Cost(Money(net), hasVat ? Money(gross) : null) : null;
    }

    public static Cost? Plus(Cost? a, Cost? b) => (a, b) switch
    {
        (null, _) => b,
        (_, null) => a,
        _ => new Cost(a.ExclVat + b.ExclVat, a.InclVat + b.InclVat),
    };
}

/// <summary>What was charged for what; null = no price for it.</summary>
internal sealed record Charges(Cost? Fixed, Cost? Energy, Cost? Time, Cost? Parking, Cost? Reservation);
