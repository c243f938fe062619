using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V211.Locations;

/// <summary>Socket or attached cable (OCPI 2.1.1 mod_locations §4.3).</summary>
public enum ConnectorFormat
{
    [JsonStringEnumMemberName("SOCKET")]
    Socket,

    [JsonStringEnumMemberName("CABLE")]
    Cable,
}
