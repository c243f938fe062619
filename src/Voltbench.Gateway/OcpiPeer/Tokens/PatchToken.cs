using Voltbench.Lab.Ocpi.Tokens;

namespace Voltbench.Gateway.OcpiPeer.Tokens;

/// <summary><c>PATCH tokens/{country_code}/{party_id}/{token_uid}?type=</c>: members of a known token. 2.2.1 wants <c>last_updated</c> among them.</summary>
internal static class PatchToken
{
    public static async Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct)
    {
        var read = TokenPath.Read(call);
        if (read.Value is not { } path)
            return read.Fault!;
        var body = await call.ReadJsonAsync(ct);
        if (body.Fault is { } fault)
            return fault;
        var (outcome, violation) = await call.Service<TokenStore>()
            .PatchAsync(call.Party, call.Peer!.Id, path.CountryCode, path.PartyId, path.Uid, path.Type, body.Value, ct);
        return outcome switch
        {
            TokenWrite.Unknown => path.Missing,
            TokenWrite.Refused => OcpiAnswer.Invalid(violation!),
            TokenWrite.Older => TokenPath.Older,
            _ => OcpiAnswer.Done(),
        };
    }
}
