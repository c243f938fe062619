using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.V221.Types;

namespace Voltbench.Ocpi.V221.Locations;

/// <summary>A point that helps to find a location, such as an entrance (OCPI 2.2.1 mod_locations).</summary>
public sealed record AdditionalGeoLocation
{
    [Text(10), Form(TextForm.Latitude)]
    public required string Latitude { get; init; }

    [Text(11), Form(TextForm.Longitude)]
    public required string Longitude { get; init; }

    public DisplayText? Name { get; init; }
}
