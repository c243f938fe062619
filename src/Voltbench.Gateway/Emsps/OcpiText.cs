using System.Text.Encodings.Web;
using System.Text.Json;

namespace Voltbench.Gateway.Emsps;

/// <summary>How JSON goes to peers: nothing escaped that need not be.</summary>
internal static class OcpiText
{
    public static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
