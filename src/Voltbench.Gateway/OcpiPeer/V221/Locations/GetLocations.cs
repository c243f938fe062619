using Voltbench.Lab.Ocpi.Objects;
using Voltbench.Lab.Ocpi.Sites;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.OcpiPeer.V221.Locations;

/// <summary><c>GET …/locations</c>: all locations of the CPO, those that are gone among them with REMOVED EVSEs (OCPI 2.2.1 mod_locations, GET list).</summary>
internal static class GetLocations
{
    public static async Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct)
    {
        var window = UpdatedWindow.Of(OcpiVersion.V221, call.Page.From, call.Page.To);
        var query = new SiteQuery((int)Math.Min(call.Page.Offset, int.MaxValue), call.Page.Limit, window.From, window.To);
        var (locations, total) = await call.Service<SiteReader>().ListV221Async(call.Party, query, ct);
        return OcpiAnswer.Page(locations, total, call.Page.Offset + locations.Count < total && locations.Count > 0);
    }
}
