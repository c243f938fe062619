namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>A location as its rows have it, in words of no version.</summary>
internal sealed record Site
{
    public Guid Id { get; init; }

    public string? ParkingType { get; init; }

    public string? Name { get; init; }

    public string Address { get; init; } = "";

    public string City { get; init; } = "";

    public string? PostalCode { get; init; }

    /// <summary>ISO 3166-1 alpha-3.</summary>
    public string Country { get; init; } = "";

    public double Latitude { get; init; }

    public double Longitude { get; init; }

    public string? TimeZone { get; init; }

    public string? OwnerName { get; init; }

    public bool? Public { get; init; }

    /// <summary>JSON of <see cref="SiteMore"/>.</summary>
    public string More { get; init; } = "{}";

    public DateTimeOffset LastUpdated { get; init; }

    /// <summary>In the order of the devices.</summary>
    public IReadOnlyList<SiteEvse> Evses { get; init; } = [];
}

/// <summary>An EVSE with its connectors.</summary>
internal sealed record SiteEvse
{
    public Guid LocationId { get; init; }

    public string Uid { get; init; } = "";

    public string? EvseId { get; init; }

    public string Status { get; init; } = "";

    public string[] Capabilities { get; init; } = [];

    public string? PhysicalReference { get; init; }

    public string? FloorLevel { get; init; }

    public DateTimeOffset LastUpdated { get; init; }

    public IReadOnlyList<SiteConnector> Connectors { get; init; } = [];
}

/// <summary>A connector of an EVSE; V, A and W.</summary>
internal sealed record SiteConnector
{
    public string Id { get; init; } = "";

    public string Standard { get; init; } = "";

    public string Format { get; init; } = "";

    public string PowerType { get; init; } = "";

    public int Voltage { get; init; }

    public int Amperage { get; init; }

    /// <summary>2.2.1 only.</summary>
    public int? Power { get; init; }

    /// <summary>2.1.1: one at most.</summary>
    public string[] Tariffs { get; init; } = [];

    public DateTimeOffset LastUpdated { get; init; }
}
