namespace Voltbench.Lab.Ocpi.Templates;

/// <summary>Everything that is to be made of one CPO: a pure function of template, seed, party and overrides.</summary>
/// <param name="Template">Slug of the template.</param>
/// <param name="TemplateVersion">Version of the template's data.</param>
/// <param name="Locations">In the order in which they are made.</param>
public sealed record CpoPlan(string Template, string TemplateVersion, IReadOnlyList<LocationPlan> Locations)
{
    public int Chargers => Locations.Sum(static l => l.Chargers.Count);

    public int Evses => Locations.Sum(static l => l.EvseCount);

    /// <summary>Slugs of all tariffs that a connector names, in ordinal order.</summary>
    public IReadOnlyList<string> Tariffs =>
        [.. Locations.SelectMany(static l => l.Chargers).SelectMany(static c => c.Evses).SelectMany(static e => e.Connector.Tariffs)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
