using System.Text.Json.Serialization;
using Voltbench.Gateway.Paging;
using Voltbench.Lab.Locations;

namespace Voltbench.Gateway.Locations;

/// <summary>A point on the earth.</summary>
/// <param name="Latitude">Degrees, −90…90.</param>
/// <param name="Longitude">Degrees, −180…180.</param>
public sealed record CoordinatesBody(double Latitude, double Longitude);

/// <summary>A location of the API.</summary>
public sealed record LocationBody
{
    public required Guid Id { get; init; }

    public required string? Slug { get; init; }

    public required string? Name { get; init; }

    public required string? Address { get; init; }

    public required string? City { get; init; }

    public required string? Country { get; init; }

    public required CoordinatesBody? Coordinates { get; init; }

    public required string? Timezone { get; init; }

    public required string? OwnerName { get; init; }

    public required bool? Public { get; init; }

    public required string? Status { get; init; }

    public required DateTime? CreatedAt { get; init; }

    public required DateTime? UpdatedAt { get; init; }

    public static LocationBody Of(Location location) => new()
    {
        Id = location.Id,
        Slug = location.Slug,
        Name = location.Name,
        Address = location.Address,
        City = location.City,
        Country = location.Country,
        Coordinates = location is { Latitude: { } latitude, Longitude: { } longitude } ? new CoordinatesBody(latitude, longitude) : null,
        Timezone = location.Timezone,
        OwnerName = location.OwnerName,
        Public = location.Public,
        Status = location.Status,
        CreatedAt = location.CreatedAt.UtcDateTime,
        UpdatedAt = location.UpdatedAt.UtcDateTime,
    };
}

/// <summary>Body of <c>POST /ocpp/locations</c>.</summary>
public sealed record CreateLocationBody
{
    public required string Name { get; init; }

    public required string Address { get; init; }

    public required string City { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Country { get; init; }

    public required CoordinatesBody Coordinates { get; init; }

    /// <summary>IANA name.</summary>
    public string? Timezone { get; init; }

    public string? OwnerName { get; init; }

    public bool? Public { get; init; }
}

/// <summary>Body of <c>PUT /ocpp/locations/{location_id}</c>: what is absent stays, null clears.</summary>
public sealed record UpdateLocationBody
{
    public string? Slug { get; init; }

    public string? Name { get; init; }

    public string? Address { get; init; }

    public string? City { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    public CoordinatesBody? Coordinates { get; init; }

    /// <summary>IANA name.</summary>
    public string? Timezone { get; init; }

    public string? OwnerName { get; init; }

    public bool? Public { get; init; }

    public string? Status { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LocationBody))]
[JsonSerializable(typeof(Page<LocationBody>))]
internal sealed partial class LocationsJson : JsonSerializerContext;
