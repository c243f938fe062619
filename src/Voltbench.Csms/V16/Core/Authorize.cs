using Voltbench.Ocpp.V16.Core;

namespace Voltbench.Csms.V16.Core;

/// <summary>OCPP 1.6 §4.1: what the settings, or the tokens of the station's operator, say of the id tag.</summary>
internal static class Authorize
{
    public static async ValueTask<AuthorizeResponse> AnswerAsync(Station station, AuthorizeRequest request, string callId) =>
        new() { IdTagInfo = Tags.InfoOf(await station.DecideAsync(request.IdTag, TokenPurpose.Authorize)) };
}
