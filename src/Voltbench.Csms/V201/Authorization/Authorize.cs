using Voltbench.Ocpp.V201.Authorization;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Csms.V201.Authorization;

/// <summary>OCPP 2.0.1 part 2, use cases C01–C08: what the settings say of the token. A contract certificate cannot be checked here, so it is refused.</summary>
internal static class Authorize
{
    public static AuthorizeResponse Answer(Station station, AuthorizeRequest request) =>
        request.Certificate is null && request.Iso15118CertificateHashData is null
            ? new AuthorizeResponse { IdTokenInfo = Tokens.InfoOf(station, request.IdToken) }
            : new AuthorizeResponse
            {
                IdTokenInfo = new IdTokenInfo { Status = AuthorizationStatus.Invalid },
                CertificateStatus = AuthorizeCertificateStatus.NoCertificateAvailable,
            };
}
