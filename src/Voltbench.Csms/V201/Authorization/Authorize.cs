using Voltbench.Ocpp.V201.Authorization;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Csms.V201.Authorization;

/// <summary>
/// OCPP 2.0.1 part 2, use cases C01–C08: what the settings, or the tokens of the station's operator, say of the token. A contract certificate cannot be
/// checked here, so it is refused.
/// </summary>
internal static class Authorize
{
    public static async ValueTask<AuthorizeResponse> AnswerAsync(Station station, AuthorizeRequest request, string callId) =>
        request.Certificate is null && request.Iso15118CertificateHashData is null
            ? new AuthorizeResponse { IdTokenInfo = Tokens.InfoOf(await Tokens.DecideAsync(station, request.IdToken, TokenPurpose.Authorize)) }
            : new AuthorizeResponse
            {
                IdTokenInfo = new IdTokenInfo { Status = AuthorizationStatus.Invalid },
                CertificateStatus = AuthorizeCertificateStatus.NoCertificateAvailable,
            };
}
