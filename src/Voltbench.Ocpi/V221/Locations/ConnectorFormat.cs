using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V221.Locations;

/// <summary>Socket or attached cable (OCPI 2.2.1 mod_locations).</summary>
public enum ConnectorFormat
{
    [JsonStringEnumMemberName("SOCKET")]
    Socket,

    [JsonStringEnumMemberName("CABLE")]
    Cable,
}
