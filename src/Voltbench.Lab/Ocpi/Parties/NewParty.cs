using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Parties;

/// <summary>A party that is to be stored.</summary>
public sealed record NewParty
{
    public required Guid OrganizationId { get; init; }

    public required PartyRole Role { get; init; }

    public required OcpiVersion Version { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string CountryCode { get; init; }

    /// <summary>Free in the organization: <see cref="PartyWriter.TakePartyIdAsync"/>.</summary>
    public required string PartyId { get; init; }

    public required string Name { get; init; }

    /// <summary>No slash at the end.</summary>
    public required string PublicBase { get; init; }

    /// <summary>When it is destroyed by itself; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public string? Template { get; init; }

    public string? TemplateVersion { get; init; }

    public long Seed { get; init; }

    /// <summary>The CSMS of its chargers; null: the built-in one.</summary>
    public string? WsUrl { get; init; }

    public Topology Topology { get; init; } = new(0, 0, 0, 0);

    /// <summary>Token that the other side uses for the handshake; only its hash and a sealed copy are stored. Null: it makes none.</summary>
    public string? TokenA { get; init; }

    /// <summary>Opens the sealed copy of <see cref="TokenA"/>; not stored.</summary>
    public string? RevealSecret { get; init; }

    /// <summary>A job that brings it to READY ends it; without one it is READY at once.</summary>
    public bool IsReady { get; init; }
}

/// <summary>How much a CPO has.</summary>
public sealed record Topology(int Locations, int Chargers, int Evses, int Connectors);
