using Voltbench.Ocpp.V16.Core;

namespace Voltbench.Csms.V16.Core;

/// <summary>OCPP 1.6 §4.1: what the settings say of the id tag.</summary>
internal static class Authorize
{
    public static AuthorizeResponse Answer(Station station, AuthorizeRequest request) => new() { IdTagInfo = Tags.InfoOf(station, request.IdTag) };
}
