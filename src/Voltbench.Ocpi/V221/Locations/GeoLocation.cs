using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V221.Locations;

/// <summary>A point in WGS 84, degrees as strings (OCPI 2.2.1 mod_locations).</summary>
public sealed record GeoLocation
{
    [Text(10), Form(TextForm.Latitude)]
    public required string Latitude { get; init; }

    [Text(11), Form(TextForm.Longitude)]
    public required string Longitude { get; init; }
}
