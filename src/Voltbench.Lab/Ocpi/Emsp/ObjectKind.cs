using System.Diagnostics.CodeAnalysis;
using Voltbench.Ocpi;
using Voltbench.Ocpi.Rules;
using V211 = Voltbench.Ocpi.V211;
using V221 = Voltbench.Ocpi.V221;

namespace Voltbench.Lab.Ocpi.Emsp;

/// <summary>What an eMSP can be told of in one version, with the rules of its type.</summary>
public sealed class ObjectKind
{
    private readonly Check _check;
    private readonly Patch _patch;

    private ObjectKind(string member, Check check, Patch patch) => (Name, _check, _patch) = (member, check, patch);

    private delegate string? Check(ReadOnlySpan<byte> json);

    private delegate bool Patch(string stored, ReadOnlySpan<byte> patch, [NotNullWhen(true)] out string? result, [NotNullWhen(false)] out string? fault);

    /// <summary>For messages to people: <c>location</c>, <c>evse</c>, …</summary>
    public string Name { get; }

    public static ObjectKind Location(OcpiVersion version) => version == OcpiVersion.V211 ? Kinds211.Location : Kinds221.Location;

    public static ObjectKind Evse(OcpiVersion version) => version == OcpiVersion.V211 ? Kinds211.Evse : Kinds221.Evse;

    public static ObjectKind Connector(OcpiVersion version) => version == OcpiVersion.V211 ? Kinds211.Connector : Kinds221.Connector;

    public static ObjectKind Tariff(OcpiVersion version) => version == OcpiVersion.V211 ? Kinds211.Tariff : Kinds221.Tariff;

    public static ObjectKind Session(OcpiVersion version) => version == OcpiVersion.V211 ? Kinds211.Session : Kinds221.Session;

    public static ObjectKind Cdr(OcpiVersion version) => version == OcpiVersion.V211 ? Kinds211.Cdr : Kinds221.Cdr;

    /// <summary>The kind of the objects of a module; null for a module that is not pulled.</summary>
    public static ObjectKind? OfModule(OcpiVersion version, string module) => module switch
    {
        "locations" => Location(version),
        "tariffs" => Tariff(version),
        "sessions" => Session(version),
        "cdrs" => Cdr(version),
        _ => null,
    };

    /// <summary>What is wrong with an object and what would be right; null when nothing is.</summary>
    public string? Fault(ReadOnlySpan<byte> json) => _check(json);

    /// <summary>Applies a PATCH to the stored object; false with what is wrong.</summary>
    public bool TryPatch(string stored, ReadOnlySpan<byte> patch, [NotNullWhen(true)] out string? result, [NotNullWhen(false)] out string? fault) =>
        _patch(stored, patch, out result, out fault);

    // 2.2.1 demands last_updated in a PATCH of locations, sessions and tokens; 2.1.1 never does.
    private static ObjectKind Of<T>(string name, bool patchNeedsLastUpdated) => new(
        name,
        static json => OcpiRules.Check<T>(json)?.ToString(),
        (string stored, ReadOnlySpan<byte> patch, [NotNullWhen(true)] out string? result, [NotNullWhen(false)] out string? fault) =>
            OcpiPatch.TryApply<T>(stored, patch, patchNeedsLastUpdated, out result, out fault));

    private static class Kinds211
    {
        public static readonly ObjectKind Location = Of<V211.Locations.Location>("location", patchNeedsLastUpdated: false);
        public static readonly ObjectKind Evse = Of<V211.Locations.Evse>("evse", patchNeedsLastUpdated: false);
        public static readonly ObjectKind Connector = Of<V211.Locations.Connector>("connector", patchNeedsLastUpdated: false);
        public static readonly ObjectKind Tariff = Of<V211.Tariffs.Tariff>("tariff", patchNeedsLastUpdated: false);
        public static readonly ObjectKind Session = Of<V211.Sessions.Session>("session", patchNeedsLastUpdated: false);
        public static readonly ObjectKind Cdr = Of<V211.Cdrs.Cdr>("cdr", patchNeedsLastUpdated: false);
    }

    private static class Kinds221
    {
        public static readonly ObjectKind Location = Of<V221.Locations.Location>("location", patchNeedsLastUpdated: true);
        public static readonly ObjectKind Evse = Of<V221.Locations.Evse>("evse", patchNeedsLastUpdated: true);
        public static readonly ObjectKind Connector = Of<V221.Locations.Connector>("connector", patchNeedsLastUpdated: true);
        public static readonly ObjectKind Tariff = Of<V221.Tariffs.Tariff>("tariff", patchNeedsLastUpdated: false);
        public static readonly ObjectKind Session = Of<V221.Sessions.Session>("session", patchNeedsLastUpdated: true);
        public static readonly ObjectKind Cdr = Of<V221.Cdrs.Cdr>("cdr", patchNeedsLastUpdated: false);
    }
}
