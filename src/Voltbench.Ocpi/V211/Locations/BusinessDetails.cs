using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V211.Locations;

/// <summary>Who a party is, for people (OCPI 2.1.1 mod_locations §4.1).</summary>
public sealed record BusinessDetails
{
    [Text(100)]
    public required string Name { get; init; }

    [Url]
    public string? Website { get; init; }

    public Image? Logo { get; init; }
}
