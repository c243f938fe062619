using Voltbench.Ocpp;
using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation;

/// <summary>Everything that defines one simulated charge point. Immutable: a change is a new spec, placed again.</summary>
public sealed record ChargerSpec
{
    /// <summary>Key of the charger in the fleet; stable for its life.</summary>
    public required long Key { get; init; }

    /// <summary>Opaque id of the API (<c>dep-…</c>).</summary>
    public required string Id { get; init; }

    /// <summary>Charge point identity: the last path segment and the Basic user name.</summary>
    public required string Identity { get; init; }

    public required OcppVersion Version { get; init; }

    /// <summary>Address of the CSMS without the identity, <c>ws</c> or <c>wss</c>.</summary>
    public required Uri CsmsUrl { get; init; }

    /// <summary>0 = no authentication, 1 = Basic, 2 = Basic over TLS, 3 = client certificate (OCPP 1.6 security whitepaper §3, 2.0.1 part 2 A).</summary>
    public int SecurityProfile { get; init; }

    /// <summary>User of Basic authentication where it is not the identity; null = the identity.</summary>
    public string? BasicUser { get; init; }

    /// <summary>Password of Basic authentication; null for none.</summary>
    public string? AuthorizationKey { get; init; }

    public required ChargerModel Model { get; init; }

    public string SerialNumber { get; init; } = "";

    public ChargerBehavior Behavior { get; init; } = ChargerBehavior.Default;

    /// <summary>Seed of every random choice of this charger; split by label.</summary>
    public ulong Seed { get; init; }
}

/// <summary>What the catalog says of a charger: the figures that drive the simulation.</summary>
public sealed record ChargerModel
{
    public required string Vendor { get; init; }

    public required string Name { get; init; }

    public string FirmwareVersion { get; init; } = "1.0.0";

    /// <summary>One entry per connector, in order of the connector id (1…n). In 2.0.1 each is an EVSE of its own with connector 1.</summary>
    public required IReadOnlyList<ConnectorModel> Connectors { get; init; }

    /// <summary>What the electronics draw all the time, W; null = the usual: 8 for AC alone, 60 with a DC outlet.</summary>
    public double? StandbyW { get; init; }

    /// <summary>Share of the energy at the station's inlet that leaves its rectifier, above 0 and up to 1; AC outlets have none.</summary>
    public double RectifierEfficiency { get; init; } = 0.95;
}

/// <summary>One outlet.</summary>
/// <param name="Type">Catalog spelling: <c>Type2</c>, <c>CCS2</c>, …</param>
/// <param name="IsDc">Direct current; otherwise <paramref name="Phases"/> AC phases.</param>
/// <param name="MaxPowerW">Rated power, W.</param>
/// <param name="VoltageV">AC: phase to neutral, V. DC: nominal output, V.</param>
/// <param name="Phases">1 or 3 for AC, 0 for DC.</param>
public sealed record ConnectorModel(string Type, bool IsDc, double MaxPowerW, double VoltageV, int Phases);

/// <summary>The tunable behaviour of a charger (contract section 9).</summary>
public sealed record ChargerBehavior
{
    public static readonly ChargerBehavior Default = new();

    /// <summary>Interval of sampled meter values in a transaction, s; 0 = none.</summary>
    public int MeterIntervalSeconds { get; init; } = 60;

    /// <summary>Offset of the station's clock against the true one before the CSMS sets it, s.</summary>
    public double ClockSkewSeconds { get; init; }

    /// <summary>True keeps the charger off the network: it runs, queues, and does not connect.</summary>
    public bool Offline { get; init; }

    /// <summary>What becomes of a transaction that was open when the process died.</summary>
    public RecoveryMode Recovery { get; init; } = RecoveryMode.Continue;

    /// <summary>What goes wrong with the next firmware, whatever its image says.</summary>
    public FirmwareFlaw FirmwareFlaw { get; init; }

    /// <summary>The car that comes when nobody names one and it fits the plug; null = the usual one of the connector.</summary>
    public EvProfile? Ev { get; init; }

    /// <summary>What the charger does that a good one would not; null = it is good.</summary>
    public ChaosSettings? Chaos { get; init; }
}

/// <summary>What a station does with an open transaction after a power loss.</summary>
public enum RecoveryMode
{
    /// <summary>The transaction goes on (OCPP 1.6 §3.4 leaves this to the station).</summary>
    Continue,

    /// <summary>The transaction ends with reason <c>PowerLoss</c> at the last stored meter value.</summary>
    PowerLoss,
}
