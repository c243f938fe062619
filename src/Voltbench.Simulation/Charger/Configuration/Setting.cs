using System.Globalization;
using Voltbench.Ocpp.V201.Provisioning;

namespace Voltbench.Simulation.Charger.Configuration;

/// <summary>
/// Something of the station that has a name in a standard: a configuration key of OCPP 1.6, a variable of the 2.0.1 device model, or both. One instance serves
/// every charger; what a charger changed is in its <see cref="ChargerConfiguration"/>.
/// </summary>
internal abstract class Setting(string? key, string? variable)
{
    /// <summary>Key of OCPP 1.6; null when that version has none.</summary>
    public string? Key { get; } = key;

    /// <summary>Variable of OCPP 2.0.1; null when that version has none.</summary>
    public VariableName? Variable { get; } = variable is null ? null : VariableName.Of(variable);

    /// <summary>The name it is stored under.</summary>
    public string Name { get; } = variable ?? key ?? throw new ArgumentException("A setting has a name in at least one version.", nameof(key));

    public DataType DataType { get; init; } = DataType.String;

    public Mutability Mutability { get; init; } = Mutability.ReadWrite;

    public string? Unit { get; init; }

    /// <summary>Least value; of a text or list, nothing.</summary>
    public decimal? Min { get; init; }

    /// <summary>Greatest value; of a text or list, its length in characters.</summary>
    public decimal? Max { get; init; }

    /// <summary>What a list or an option may consist of; null for anything.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>A new value is in force after the next boot.</summary>
    public bool IsRebootRequired { get; init; }

    /// <summary>The value never changes while the station runs.</summary>
    public bool IsConstant { get; init; }

    /// <summary>Monitors may be set on it (2.0.1 N04).</summary>
    public bool SupportsMonitoring { get; init; }

    /// <summary>Whether this station has it; null for always.</summary>
    public Func<Station, bool>? Exists { get; init; }

    /// <summary>Runs after a new value is in force.</summary>
    public Action<Station>? OnChanged { get; init; }

    /// <summary>The same, told the value that was in force before.</summary>
    public Action<Station, object>? OnReplaced { get; init; }

    /// <summary>The value as the standards write it.</summary>
    public abstract string TextOf(Station station);

    /// <summary>Reads a text; null and the objection when it is no value of this setting on that station.</summary>
    public abstract object? Parse(Station station, string text, out Objection objection);

    /// <summary>Reads a text that was accepted before: no rule is asked again. Null when it is no value any more.</summary>
    public abstract object? Read(string text);

    public abstract string Format(object value);

    /// <summary>The value in force, for the time until the next boot.</summary>
    public abstract object InForce(Station station);

    protected Objection CheckRange(decimal value)
    {
        if (value < Min)
            return new Objection(value < 0 && Min == 0 ? "ValuePositiveOnly" : value == 0 ? "ValueZeroNotAllowed" : "ValueTooLow", $"The least value is {Text(Min.Value)}.");
        return value > Max ? new Objection("ValueTooHigh", $"The greatest value is {Text(Max.Value)}.") : default;
    }

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A setting with values of one type.</summary>
/// <param name="key">Key of OCPP 1.6, or null.</param>
/// <param name="variable">Variable of OCPP 2.0.1, or null.</param>
/// <param name="byDefault">The value that nobody changed.</param>
internal abstract class Setting<T>(string? key, string? variable, Func<Station, T> byDefault) : Setting(key, variable)
    where T : notnull
{
    /// <summary>The value that nobody changed; of a read-only one the value itself.</summary>
    public Func<Station, T> Default { get; } = byDefault;

    /// <summary>A rule beyond type and range; <c>default</c> when the value may be set.</summary>
    public Func<Station, T, Objection>? Rule { get; init; }

    public override string TextOf(Station station) => Format(station.Configuration.Stored(this));

    public override object InForce(Station station) => station.Configuration.Get(this);

    public override object? Parse(Station station, string text, out Objection objection)
    {
        if (!TryParse(text, out var value, out objection))
            return null;
        objection = Rule?.Invoke(station, value) ?? default;
        return objection.IsNone ? value : null;
    }

    public override object? Read(string text) => TryParse(text, out var value, out _) ? value : null;

    public override string Format(object value) => Format((T)value);

    protected abstract bool TryParse(string text, out T value, out Objection objection);

    protected abstract string Format(T value);
}
