using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V221.Versions;

/// <summary>The side of a module: who owns the objects, or who receives them (OCPI 2.2.1 version information endpoint).</summary>
public enum InterfaceRole
{
    /// <summary>Owns the objects.</summary>
    [JsonStringEnumMemberName("SENDER")]
    Sender,

    /// <summary>Receives them.</summary>
    [JsonStringEnumMemberName("RECEIVER")]
    Receiver,
}
