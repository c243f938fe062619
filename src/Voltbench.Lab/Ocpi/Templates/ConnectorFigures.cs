using System.Collections.Frozen;
using Voltbench.Lab.Catalog;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Templates;

/// <summary>What OCPI says of an outlet of the catalog.</summary>
public static class ConnectorFigures
{
    /// <summary>
    /// Names of 2.2.1 (§8.4.5). NACS has the mechanics of the Tesla connector of 2012, and no later name in either version.
    /// </summary>
    private static readonly FrozenDictionary<string, string> Standards = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Type1"] = "IEC_62196_T1",
        ["Type2"] = "IEC_62196_T2",
        ["CCS1"] = "IEC_62196_T1_COMBO",
        ["CCS2"] = "IEC_62196_T2_COMBO",
        ["CHAdeMO"] = "CHADEMO",
        ["GBT_AC"] = "GBT_AC",
        ["GBT_DC"] = "GBT_DC",
        ["NACS"] = "TESLA_S",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The name of a connector type of the catalog; null when the version has none (2.1.1 §4.4 knows no GB/T).</summary>
    public static string? Standard(string type, OcpiVersion version) =>
        version == OcpiVersion.V211 && type.StartsWith("GBT", StringComparison.Ordinal) ? null : Standards[type];

    /// <summary>That there is none, in words.</summary>
    public static string NoName(string type, OcpiVersion version) => $"OCPI {version.Number()} has no name for a connector of type {type}.";

    /// <summary>The connector of an outlet; null when the version has no name for its type.</summary>
    public static ConnectorPlan? Of(CatalogConnector outlet, OcpiVersion version, IReadOnlyList<string> tariffs)
    {
        if (Standard(outlet.Type, version) is not { } standard)
            return null;
        var watts = outlet.PowerKw * 1000;
        var volts = outlet.VoltageV;
        return new ConnectorPlan
        {
            Standard = standard,
            // Only the European and Chinese AC outlets come without a cable.
            Format = outlet.Type is "Type2" or "GBT_AC" ? "SOCKET" : "CABLE",
            PowerType = outlet.Dc ? "DC" : outlet.Phases == 3 ? "AC_3_PHASE" : "AC_1_PHASE",
            MaxVoltage = (int)Math.Round(volts),
            MaxAmperage = (int)Math.Round(watts / (volts * Math.Max(outlet.Phases, 1)), MidpointRounding.AwayFromZero),
            MaxPower = (int)Math.Round(watts),
            Tariffs = tariffs,
        };
    }
}
