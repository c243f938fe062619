using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V221.Locations;

/// <summary>Who a party is, for people (OCPI 2.2.1 mod_locations).</summary>
public sealed record BusinessDetails
{
    [Text(100)]
    public required string Name { get; init; }

    [Url]
    public string? Website { get; init; }

    public Image? Logo { get; init; }
}
