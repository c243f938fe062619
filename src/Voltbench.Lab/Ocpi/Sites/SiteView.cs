namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>A location of a CPO as its owner sees it.</summary>
public sealed record SiteView
{
    public Guid Id { get; init; }

    public Guid? OcppLocationId { get; init; }

    public Guid OrganizationId { get; init; }

    public string? Slug { get; init; }

    public string? Name { get; init; }

    public string? Address { get; init; }

    public string? City { get; init; }

    public string? PostalCode { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>Degrees.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees.</summary>
    public double? Longitude { get; init; }

    /// <summary>IANA name.</summary>
    public string? Timezone { get; init; }

    public string? OwnerName { get; init; }

    public bool? Public { get; init; }

    public string? ParkingType { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>In order of creation.</summary>
    public IReadOnlyList<SiteChargerView> Chargers { get; init; } = [];
}

/// <summary>A charger of a location; also one that was put into the OCPP location later and has no EVSE.</summary>
public sealed record SiteChargerView
{
    public Guid LocationId { get; init; }

    public string Id { get; init; } = "";

    public string Identity { get; init; } = "";

    public string ConnectorType { get; init; } = "";

    /// <summary>Resource spelling.</summary>
    public string OcppVersion { get; init; } = "";

    /// <summary>Of the row that stands for the location as such; null at all but one charger.</summary>
    public long? TopologyDefaultId { get; init; }

    /// <summary>One per connector.</summary>
    public IReadOnlyList<SiteEvseView> Evses { get; init; } = [];
}

/// <summary>An EVSE and the row that ties it to its connector.</summary>
public sealed record SiteEvseView
{
    public string EvseUid { get; init; } = "";

    public string? OcpiEvseId { get; init; }

    public string? OcpiConnectorId { get; init; }

    public long TopologyId { get; init; }
}
