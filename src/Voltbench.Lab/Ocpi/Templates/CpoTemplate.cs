namespace Voltbench.Lab.Ocpi.Templates;

/// <summary>What a CPO consists of.</summary>
/// <param name="Version">Of the data: another version may give another CPO for the same seed.</param>
/// <param name="NamePrefix">Name of the CPO, and beginning of the names of its locations, where the caller gives none.</param>
/// <param name="Sites">Its locations in order; where more are asked for they begin again.</param>
/// <param name="MaxLocations">Cap of the override <c>locations</c>.</param>
/// <param name="MaxChargersPerLocation">Cap of the override <c>chargers_per_location</c>.</param>
public sealed record CpoTemplate(
    string Slug, string Version, string NamePrefix, string Description, IReadOnlyList<TemplateSite> Sites, int MaxLocations, int MaxChargersPerLocation)
{
    /// <summary>Locations without an override.</summary>
    public int Locations => Sites.Sum(static s => s.Count);
}

/// <param name="Template">Slug of a location template.</param>
public sealed record TemplateSite(string Template, int Count);

/// <summary>What a caller wants otherwise than the template; within its caps.</summary>
public sealed record CpoOverrides(int? Locations = null, int? ChargersPerLocation = null);
