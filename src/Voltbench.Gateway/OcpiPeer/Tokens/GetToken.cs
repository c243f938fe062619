using Voltbench.Lab.Ocpi.Tokens;

namespace Voltbench.Gateway.OcpiPeer.Tokens;

/// <summary><c>GET tokens/{country_code}/{party_id}/{token_uid}?type=</c>: the token as it is known here.</summary>
internal static class GetToken
{
    public static async Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct)
    {
        var read = TokenPath.Read(call);
        if (read.Value is not { } path)
            return read.Fault!;
        return await call.Service<TokenStore>().FindAsync(call.Party, path.CountryCode, path.PartyId, path.Uid, path.Type, ct) is { } token
            ? OcpiAnswer.Raw(token.Body)
            : path.Missing;
    }
}
