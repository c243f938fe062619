namespace Voltbench.Lab.Chargers;

/// <summary>Names of connector types: the catalog's own and OCPI's (2.2.1 §8.4.5 ConnectorType), which is accepted as an alias.</summary>
public static class ConnectorTypes
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Type1"] = "Type1",
        ["IEC_62196_T1"] = "Type1",
        ["Type2"] = "Type2",
        ["IEC_62196_T2"] = "Type2",
        ["CCS1"] = "CCS1",
        ["IEC_62196_T1_COMBO"] = "CCS1",
        ["CCS2"] = "CCS2",
        ["IEC_62196_T2_COMBO"] = "CCS2",
        ["CHAdeMO"] = "CHAdeMO",
        ["GBT_AC"] = "GBT_AC",
        ["GBT_DC"] = "GBT_DC",
        ["NACS"] = "NACS",
        ["SAE_J3400"] = "NACS",
    };

    /// <summary>The catalog's names, for texts.</summary>
    public static readonly IReadOnlyList<string> All = ["Type1", "Type2", "CCS1", "CCS2", "CHAdeMO", "GBT_AC", "GBT_DC", "NACS"];

    /// <summary>The catalog's name of a type given in either spelling and any case; null when there is none.</summary>
    public static string? Find(string name) => Names.GetValueOrDefault(name);
}
