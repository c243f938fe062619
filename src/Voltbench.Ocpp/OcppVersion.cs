namespace Voltbench.Ocpp;

/// <summary>A version of OCPP-J that this library speaks.</summary>
public enum OcppVersion : byte
{
    /// <summary>OCPP 1.6 edition 2 with the security whitepaper, JSON.</summary>
    V16 = 1,

    /// <summary>OCPP 2.0.1 edition 3.</summary>
    V201 = 2,
}

/// <summary>The names of a version: on the WebSocket handshake, in resources and in commands.</summary>
public static class OcppVersions
{
    /// <summary>The registered WebSocket subprotocol (OCPP-J 1.6 §3.1.2, OCPP 2.0.1 part 4 §3.1.2).</summary>
    public static string Subprotocol(this OcppVersion version) => version switch
    {
        OcppVersion.V16 => "ocpp1.6",
        OcppVersion.V201 => "ocpp2.0.1",
        _ => throw new ArgumentOutOfRangeException(nameof(version), version, "not an OCPP version"),
    };

    /// <summary>The spelling of API resources: <c>OCPP1.6</c>, <c>OCPP2.0.1</c>.</summary>
    public static string ResourceName(this OcppVersion version) => version switch
    {
        OcppVersion.V16 => "OCPP1.6",
        OcppVersion.V201 => "OCPP2.0.1",
        _ => throw new ArgumentOutOfRangeException(nameof(version), version, "not an OCPP version"),
    };

    /// <summary>Reads either spelling in any case; false for anything else.</summary>
    public static bool TryParse(string? text, out OcppVersion version)
    {
        foreach (var candidate in (ReadOnlySpan<OcppVersion>)[OcppVersion.V16, OcppVersion.V201])
        {
            if (string.Equals(text, candidate.Subprotocol(), StringComparison.OrdinalIgnoreCase))
            {
                version = candidate;
                return true;
            }
        }

        version = default;
        return false;
    }
}
