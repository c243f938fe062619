using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>Each version has its own tables, <c>ocpp.ocpi211_…</c> and <c>ocpp.ocpi221_…</c>.</summary>
internal static class SiteTables
{
    /// <summary><c>211</c> or <c>221</c>.</summary>
    public static string Of(OcpiVersion version) => version == OcpiVersion.V211 ? "211" : "221";
}
