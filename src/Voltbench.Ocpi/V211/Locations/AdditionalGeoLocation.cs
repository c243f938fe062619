using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.V211.Types;

namespace Voltbench.Ocpi.V211.Locations;

/// <summary>A point that helps to find a location, such as an entrance (OCPI 2.1.1 mod_locations §4.1).</summary>
public sealed record AdditionalGeoLocation
{
    [Text(10), Form(TextForm.Latitude6)]
    public required string Latitude { get; init; }

    [Text(11), Form(TextForm.Longitude6)]
    public required string Longitude { get; init; }

    public DisplayText? Name { get; init; }
}
