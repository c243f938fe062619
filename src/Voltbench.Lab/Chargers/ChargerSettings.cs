namespace Voltbench.Lab.Chargers;

/// <summary>The part of a stored charger that PUT may change, with its secret.</summary>
public sealed record ChargerSettings
{
    public long Key { get; init; }

    public string Id { get; init; } = "";

    public string Identity { get; init; } = "";

    public string? Name { get; init; }

    public string BrandSlug { get; init; } = "";

    public string ModelSlug { get; init; } = "";

    public string ConnectorType { get; init; } = "";

    public Guid LocationId { get; init; }

    public string OcppVersion { get; init; } = "";

    public string WsUrl { get; init; } = "";

    public string? BasicUser { get; init; }

    public string? AuthorizationKey { get; init; }

    public int SecurityProfile { get; init; }

    /// <summary>True when EVSEs of OCPI stand on its connectors.</summary>
    public bool HasEvses { get; init; }
}

/// <summary>What a PUT supplies; what is null here was not supplied, except where a flag says otherwise.</summary>
public sealed record ChargerChange
{
    /// <summary>True when <see cref="Name"/> was supplied, be it null.</summary>
    public bool SetsName { get; init; }

    public string? Name { get; init; }

    /// <summary>Catalog spelling.</summary>
    public string? ConnectorType { get; init; }

    public Guid? LocationId { get; init; }

    public CsmsAddress? Address { get; init; }

    /// <summary>Resource spelling.</summary>
    public string? OcppVersion { get; init; }

    public int? SecurityProfile { get; init; }

    /// <summary>True when <see cref="AuthorizationKey"/> was supplied, be it null.</summary>
    public bool SetsAuthorizationKey { get; init; }

    /// <summary>What is to change of the behavior.</summary>
    public BehaviorPatch? Behavior { get; init; }

    public string? AuthorizationKey { get; init; }
}
