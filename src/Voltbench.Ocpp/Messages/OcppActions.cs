using System.Collections.Frozen;
using Voltbench.Ocpp.V16;
using Voltbench.Ocpp.V201;

namespace Voltbench.Ocpp.Messages;

/// <summary>The registry of all actions; each version lists its own in <see cref="V16Actions"/> and <see cref="V201Actions"/>.</summary>
public static class OcppActions
{
    private static readonly FrozenDictionary<string, OcppAction> V16 = V16Actions.All.ToFrozenDictionary(a => a.Name);
    private static readonly FrozenDictionary<string, OcppAction> V201 = V201Actions.All.ToFrozenDictionary(a => a.Name);
    private static readonly FrozenDictionary<Type, OcppAction> ByRequest =
        V16Actions.All.Concat(V201Actions.All).ToFrozenDictionary(a => a.Request.Type);

    /// <summary>The action of that exact name, or null when the version has none.</summary>
    public static OcppAction? Find(OcppVersion version, string action) => Table(version).GetValueOrDefault(action);

    /// <inheritdoc cref="Find(OcppVersion, string)"/>
    public static OcppAction? Find(OcppVersion version, ReadOnlySpan<char> action) =>
        Table(version).GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(action, out var found) ? found : null;

    /// <summary>The action whose request is <typeparamref name="TRequest"/>.</summary>
    /// <exception cref="KeyNotFoundException">The type is no request of a message.</exception>
    public static OcppAction For<TRequest>() => ByRequest[typeof(TRequest)];

    /// <summary>Every action of a version in the order of its chapters.</summary>
    public static IReadOnlyList<OcppAction> All(OcppVersion version) => version switch
    {
        OcppVersion.V16 => V16Actions.All,
        OcppVersion.V201 => V201Actions.All,
        _ => throw new ArgumentOutOfRangeException(nameof(version), version, "not an OCPP version"),
    };

    private static FrozenDictionary<string, OcppAction> Table(OcppVersion version) => version switch
    {
        OcppVersion.V16 => V16,
        OcppVersion.V201 => V201,
        _ => throw new ArgumentOutOfRangeException(nameof(version), version, "not an OCPP version"),
    };
}
