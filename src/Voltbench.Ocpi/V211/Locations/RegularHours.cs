using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V211.Locations;

/// <summary>Hours of one weekday, local time (OCPI 2.1.1 mod_locations §4.19).</summary>
public sealed record RegularHours
{
    /// <summary>1 = Monday to 7 = Sunday.</summary>
    [Range(1, 7)]
    public required int Weekday { get; init; }

    /// <summary>HH:MM.</summary>
    [Text(5), Form(TextForm.TimeOfDay)]
    public required string PeriodBegin { get; init; }

    /// <summary>HH:MM, after the begin.</summary>
    [Text(5), Form(TextForm.TimeOfDay)]
    public required string PeriodEnd { get; init; }
}
