using System.Globalization;
using System.Text.Json;

namespace Voltbench.EndToEnd.Tests.Roaming;

/// <summary>What a short session costs by a tariff of energy and parking, worked out the long way: the tests' own arithmetic, none of the product's.</summary>
internal static class HandPrice
{
    /// <summary>Cost without VAT, not rounded.</summary>
    /// <param name="tariff">The Tariff object on the wire, of either version.</param>
    /// <param name="kwh">Energy of the session.</param>
    /// <param name="parkingHours">Time without charging, h.</param>
    /// <param name="localStart">When the session began where the charger stands; it is taken to lie within one tariff element.</param>
    public static decimal Of(JsonElement tariff, decimal kwh, decimal parkingHours, DateTimeOffset localStart)
    {
        var cost = 0m;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in tariff.GetProperty("elements").EnumerateArray())
        {
            if (element.TryGetProperty("restrictions", out var restrictions) && !Holds(restrictions, localStart))
                continue;
            foreach (var component in element.GetProperty("price_components").EnumerateArray())
            {
                var type = component.GetProperty("type").GetString()!;
                if (!taken.Add(type))
                    continue;
                var (price, step) = (component.GetProperty("price").GetDecimal(), component.GetProperty("step_size").GetDecimal());
                cost += type switch
                {
                    "FLAT" => price,
                    "ENERGY" => Math.Ceiling(kwh * 1000 / step) * step / 1000 * price,
                    "PARKING_TIME" => Math.Ceiling(Math.Round(parkingHours * 3600, 0) / step) * step / 3600 * price,
                    _ => throw new NotSupportedException($"the test's arithmetic knows no {type}"),
                };
            }
        }

        return cost;
    }

    private static bool Holds(JsonElement restrictions, DateTimeOffset at)
    {
        foreach (var restriction in restrictions.EnumerateObject())
        {
            var holds = restriction.Name switch
            {
                "start_time" or "end_time" => InTimes(restrictions, at.TimeOfDay),
                "day_of_week" => restriction.Value.EnumerateArray().Any(day => day.GetString()!.Equals(at.DayOfWeek.ToString(), StringComparison.OrdinalIgnoreCase)),
                "reservation" => false,
                "min_duration" => false,
                _ => throw new NotSupportedException($"the test's arithmetic knows no {restriction.Name}"),
            };
            if (!holds)
                return false;
        }

        return true;
    }

    private static bool InTimes(JsonElement restrictions, TimeSpan at)
    {
        var start = Time(restrictions, "start_time") ?? TimeSpan.Zero;
        var end = Time(restrictions, "end_time") ?? TimeSpan.FromDays(1);
        return start < end ? at >= start && at < end : at >= start || at < end;
    }

    private static TimeSpan? Time(JsonElement restrictions, string name) =>
        restrictions.TryGetProperty(name, out var text) ? TimeSpan.ParseExact(text.GetString()!, "hh\\:mm", CultureInfo.InvariantCulture) : null;
}
