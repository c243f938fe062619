using System.Globalization;
using Voltbench.Ocpp.V201.Provisioning;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Simulation.Charger.DeviceModel;

/// <summary>What a component of the device model belongs to.</summary>
internal enum ModelLevel : byte
{
    /// <summary>The station: no EVSE.</summary>
    Station,

    /// <summary>An EVSE.</summary>
    Evse,

    /// <summary>A connector of an EVSE.</summary>
    Connector,
}

/// <summary>
/// A variable that nobody sets: what the station is and how it stands (OCPP 2.0.1 part 2 appendix 3.2). One instance serves every charger; the value is read
/// where it arises.
/// </summary>
/// <param name="component">Name of the component.</param>
/// <param name="variable">Name of the variable, with its instance in brackets.</param>
/// <param name="level">What the component belongs to.</param>
/// <param name="actual">The value as text; null while there is none. The connector is null for what belongs to the station.</param>
internal sealed class PhysicalVariable(string component, string variable, ModelLevel level, DataType dataType, Func<Station, Connector?, string?> actual)
{
    public Configuration.VariableName Name { get; } = Configuration.VariableName.Of($"{component}.{variable}");

    public ModelLevel Level { get; } = level;

    public DataType DataType { get; } = dataType;

    public string? Unit { get; init; }

    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>Whether this charger, or this EVSE of it, has the variable; null for always.</summary>
    public Func<Station, Connector?, bool>? Exists { get; init; }

    public Func<Station, Connector?, decimal?>? MaxLimit { get; init; }

    public Func<Station, Connector?, string?>? Target { get; init; }

    public Func<Station, Connector?, string?>? MinSet { get; init; }

    public Func<Station, Connector?, string?>? MaxSet { get; init; }

    /// <summary>The value never changes while the station runs.</summary>
    public bool IsConstant { get; init; }

    /// <summary>Reads an attribute; null when the variable has none of that type, or no value now.</summary>
    public string? Read(Station station, Connector? connector, AttributeType type) => type switch
    {
        AttributeType.Actual => actual(station, connector),
        AttributeType.Target => Target?.Invoke(station, connector),
        AttributeType.MinSet => MinSet?.Invoke(station, connector),
        _ => MaxSet?.Invoke(station, connector),
    };

    public bool Has(AttributeType type) => type switch
    {
        AttributeType.Actual => true,
        AttributeType.Target => Target is not null,
        AttributeType.MinSet => MinSet is not null,
        _ => MaxSet is not null,
    };

    public static string Text(bool value) => value ? "true" : "false";

    /// <summary>A reading with a tenth.</summary>
    public static string Text(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    public static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
