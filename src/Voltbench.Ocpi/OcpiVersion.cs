namespace Voltbench.Ocpi;

/// <summary>A version of OCPI that this library speaks.</summary>
public enum OcpiVersion : byte
{
    /// <summary>OCPI 2.1.1-d2.</summary>
    V211 = 1,

    /// <summary>OCPI 2.2.1-d2.</summary>
    V221 = 2,
}

/// <summary>The number of a version, as in the <c>versions</c> module and in URLs.</summary>
public static class OcpiVersions
{
    public static string Number(this OcpiVersion version) => version switch
    {
        OcpiVersion.V211 => "2.1.1",
        OcpiVersion.V221 => "2.2.1",
        _ => throw new ArgumentOutOfRangeException(nameof(version), version, "not an OCPI version"),
    };

    /// <summary>Reads the number; false for anything else.</summary>
    public static bool TryParse(string? number, out OcpiVersion version)
    {
        version = number switch
        {
            "2.1.1" => OcpiVersion.V211,
            "2.2.1" => OcpiVersion.V221,
            _ => default,
        };
        return version != default;
    }
}
