using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi;

/// <summary>Values of enumerations in the spelling of the wire, e.g. <c>IEC_62196_T2</c>.</summary>
public static class OcpiNames
{
    /// <summary>The spelling of the value.</summary>
    /// <exception cref="KeyNotFoundException"><paramref name="value"/> is no member of its enumeration.</exception>
    public static string WireName<T>(this T value)
        where T : struct, Enum => Names<T>.ByValue[value];

    /// <summary>Reads the spelling; enumerations are case sensitive (types §string). False for anything else.</summary>
    public static bool TryParse<T>([NotNullWhen(true)] string? name, out T value)
        where T : struct, Enum
    {
        value = default;
        return name is not null && Names<T>.ByName.TryGetValue(name, out value);
    }

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<string, T> ByName = typeof(T).GetFields(BindingFlags.Public | BindingFlags.Static)
            .ToDictionary(RuleBuilder.WireName, f => (T)f.GetValue(null)!);

        public static readonly Dictionary<T, string> ByValue = ByName.ToDictionary(p => p.Value, p => p.Key);
    }
}
