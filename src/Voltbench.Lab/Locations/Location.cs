namespace Voltbench.Lab.Locations;

/// <summary>A site where chargers stand. One that was made by naming it for a charger has nothing but its name.</summary>
public sealed record Location
{
    public required Guid Id { get; init; }

    /// <summary>Unique in the organization.</summary>
    public string? Slug { get; init; }

    public string? Name { get; init; }

    public string? Address { get; init; }

    public string? City { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>Degrees, −90…90.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees, −180…180.</summary>
    public double? Longitude { get; init; }

    /// <summary>IANA name.</summary>
    public string? Timezone { get; init; }

    public string? OwnerName { get; init; }

    public bool? Public { get; init; }

    public string? Status { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>What a new location is given.</summary>
public sealed record NewLocation(
    string Name,
    string Address,
    string City,
    string Country,
    double Latitude,
    double Longitude,
    string? Timezone,
    string? OwnerName,
    bool? Public);

/// <summary>A value that a partial update supplies (may be null), or none.</summary>
public readonly record struct Change<T>(bool IsGiven, T? Value)
{
    public static Change<T> To(T? value) => new(true, value);
}

/// <summary>A partial update: only what is given changes.</summary>
public sealed record LocationChange
{
    public Change<string> Slug { get; init; }

    public Change<string> Name { get; init; }

    public Change<string> Address { get; init; }

    public Change<string> City { get; init; }

    public Change<string> Country { get; init; }

    public Change<double?> Latitude { get; init; }

    public Change<double?> Longitude { get; init; }

    public Change<string> Timezone { get; init; }

    public Change<string> OwnerName { get; init; }

    public Change<bool?> Public { get; init; }

    public Change<string> Status { get; init; }
}
