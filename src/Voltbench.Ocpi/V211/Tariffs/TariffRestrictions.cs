using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V211.Tariffs;

/// <summary>When a tariff element counts: all that are given must hold; times and dates are local to the location (OCPI 2.1.1 mod_tariffs §4.5).</summary>
public sealed record TariffRestrictions
{
    /// <summary>HH:MM, inclusive.</summary>
    [Text(5), Form(TextForm.TimeOfDay)]
    public string? StartTime { get; init; }

    /// <summary>HH:MM, exclusive; before the start: on the next day.</summary>
    [Text(5), Form(TextForm.TimeOfDay)]
    public string? EndTime { get; init; }

    /// <summary>YYYY-MM-DD, inclusive.</summary>
    [Text(10), Form(TextForm.Date)]
    public string? StartDate { get; init; }

    /// <summary>YYYY-MM-DD, exclusive.</summary>
    [Text(10), Form(TextForm.Date)]
    public string? EndDate { get; init; }

    /// <summary>kWh of the session so far, inclusive.</summary>
    public decimal? MinKwh { get; init; }

    /// <summary>kWh of the session so far, exclusive.</summary>
    public decimal? MaxKwh { get; init; }

    /// <summary>kW, inclusive.</summary>
    public decimal? MinPower { get; init; }

    /// <summary>kW, exclusive.</summary>
    public decimal? MaxPower { get; init; }

    /// <summary>s of the session so far, inclusive.</summary>
    [Range(0)]
    public int? MinDuration { get; init; }

    /// <summary>s of the session so far, exclusive.</summary>
    [Range(0)]
    public int? MaxDuration { get; init; }

    public IReadOnlyList<DayOfWeek>? DayOfWeek { get; init; }
}
