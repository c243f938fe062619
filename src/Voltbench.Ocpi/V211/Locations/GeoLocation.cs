using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V211.Locations;

/// <summary>A point in WGS 84, degrees as strings (OCPI 2.1.1 mod_locations §4.12).</summary>
public sealed record GeoLocation
{
    [Text(10), Form(TextForm.Latitude6)]
    public required string Latitude { get; init; }

    [Text(11), Form(TextForm.Longitude6)]
    public required string Longitude { get; init; }
}
