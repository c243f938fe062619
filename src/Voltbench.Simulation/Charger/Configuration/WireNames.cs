using System.Reflection;
using System.Text.Json.Serialization;

namespace Voltbench.Simulation.Charger.Configuration;

/// <summary>The names of an enum's values in the standard, as its payloads spell them.</summary>
internal sealed class WireNames<T>
    where T : struct, Enum
{
    private readonly (T Value, string Name)[] _names;

    /// <param name="allowed">The values that count; none = all.</param>
    public WireNames(params T[] allowed)
    {
        _names = Array.ConvertAll(allowed.Length > 0 ? allowed : Enum.GetValues<T>(), static v => (v, NameOf(v)));
        All = Array.ConvertAll(_names, static n => n.Name);
    }

    public IReadOnlyList<string> All { get; }

    public string Of(T value) => Array.Find(_names, n => EqualityComparer<T>.Default.Equals(n.Value, value)).Name ?? NameOf(value);

    public bool TryParse(string text, out T value)
    {
        foreach (var (candidate, name) in _names)
        {
            if (!name.Equals(text, StringComparison.OrdinalIgnoreCase))
                continue;
            value = candidate;
            return true;
        }

        value = default;
        return false;
    }

    private static string NameOf(T value)
    {
        var member = value.ToString();
        return typeof(T).GetField(member)?.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? member;
    }
}
