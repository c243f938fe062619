using System.Text.Json.Serialization;
using Voltbench.Lab.Provisioning;

namespace Voltbench.Lab.Ocpi.Templates;

/// <summary>
/// Everything that is to be stored of one location, decided before its job is accepted and stored with the item of the job
/// (<see cref="PlanJson"/>). Names, limits and spellings are already those of the party's OCPI version.
/// </summary>
public sealed record LocationPlan
{
    /// <summary>Unique in its CPO.</summary>
    public required Guid Id { get; init; }

    /// <summary>At most 255 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Street and number, at most 45 characters (OCPI 2.1.1 §8.3.1, 2.2.1 §8.3.1).</summary>
    public required string Address { get; init; }

    /// <summary>At most 45 characters.</summary>
    public required string City { get; init; }

    /// <summary>At most 10 characters.</summary>
    public string? PostalCode { get; init; }

    /// <summary>ISO 3166-1 alpha-2; OCPI wants alpha-3, see <see cref="Locations.Countries"/>.</summary>
    public required string Country { get; init; }

    /// <summary>Degrees, −90…90.</summary>
    public required double Latitude { get; init; }

    /// <summary>Degrees, −180…180.</summary>
    public required double Longitude { get; init; }

    /// <summary>IANA name.</summary>
    public string? TimeZone { get; init; }

    public string? OwnerName { get; init; }

    public bool? Public { get; init; }

    /// <summary>A value of the contract's <c>ParkingType</c>; null: not known.</summary>
    public string? ParkingType { get; init; }

    /// <summary>Null: not told.</summary>
    public OpeningTimesPlan? OpeningTimes { get; init; }

    /// <summary>Values of OCPI's Facility that both versions have.</summary>
    public IReadOnlyList<string> Facilities { get; init; } = [];

    public OperatorPlan? Operator { get; init; }

    /// <summary>In the order in which they stand there; the first carries the default topology row.</summary>
    public required IReadOnlyList<ChargerPlan> Chargers { get; init; }

    [JsonIgnore]
    public int EvseCount => Chargers.Sum(static c => c.Evses.Count);
}

/// <summary>When a location is open. Without regular hours: always.</summary>
/// <param name="RegularHours">Empty: 24 hours, 7 days.</param>
public sealed record OpeningTimesPlan(IReadOnlyList<RegularHoursPlan> RegularHours);

/// <param name="Weekday">1 (Monday) … 7 (Sunday).</param>
/// <param name="Begin"><c>HH:MM</c>, local time.</param>
/// <param name="End"><c>HH:MM</c>, local time.</param>
public sealed record RegularHoursPlan(int Weekday, string Begin, string End);

/// <summary>Who runs a location: OCPI's BusinessDetails.</summary>
/// <param name="Name">At most 100 characters.</param>
public sealed record OperatorPlan(string Name, string? Website = null);

/// <summary>One charger and its EVSEs.</summary>
public sealed record ChargerPlan
{
    /// <summary>Unique in the organization.</summary>
    public required string Identity { get; init; }

    /// <summary>Name for people.</summary>
    public string? Name { get; init; }

    /// <summary>Hardware, OCPP version, address of the CSMS and how it connects.</summary>
    public required ChargerTemplate Template { get; init; }

    /// <summary>One per physical connector, in the order of the OCPP connector number.</summary>
    public required IReadOnlyList<EvsePlan> Evses { get; init; }
}

/// <summary>One physical connector: an EVSE of OCPI with a single connector <c>"1"</c>.</summary>
public sealed record EvsePlan
{
    /// <summary>Unique in the CPO, at most 36 characters.</summary>
    public required string Uid { get; init; }

    /// <summary>eMI3 form <c>FR*ABC*E…</c>, at most 48 characters.</summary>
    public string? EvseId { get; init; }

    /// <summary>From 1: connectorId of OCPP 1.6, evseId of OCPP 2.0.1.</summary>
    public required int Number { get; init; }

    /// <summary>What stands on the device, at most 16 characters.</summary>
    public string? PhysicalReference { get; init; }

    /// <summary>At most 4 characters.</summary>
    public string? FloorLevel { get; init; }

    /// <summary>Values of OCPI's Capability.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    public required ConnectorPlan Connector { get; init; }
}

/// <summary>The connector of an EVSE.</summary>
public sealed record ConnectorPlan
{
    /// <summary>OCPI's ConnectorType in the party's version.</summary>
    public required string Standard { get; init; }

    /// <summary><c>SOCKET</c> or <c>CABLE</c>.</summary>
    public required string Format { get; init; }

    /// <summary><c>AC_1_PHASE</c>, <c>AC_3_PHASE</c> or <c>DC</c>.</summary>
    public required string PowerType { get; init; }

    /// <summary>V; of three phases line to neutral.</summary>
    public required int MaxVoltage { get; init; }

    /// <summary>A, per phase.</summary>
    public required int MaxAmperage { get; init; }

    /// <summary>W.</summary>
    public required int MaxPower { get; init; }

    /// <summary>Ids of tariffs of the CPO, which are the slugs of the tariff file. 2.1.1 has room for the first only.</summary>
    public IReadOnlyList<string> Tariffs { get; init; } = [];
}

/// <summary>How a plan is stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LocationPlan))]
public sealed partial class PlanJson : JsonSerializerContext;
