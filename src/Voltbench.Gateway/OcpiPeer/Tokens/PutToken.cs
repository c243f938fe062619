using Voltbench.Lab.Ocpi.Tokens;

namespace Voltbench.Gateway.OcpiPeer.Tokens;

/// <summary><c>PUT tokens/{country_code}/{party_id}/{token_uid}?type=</c>: a new token, or the whole of a known one.</summary>
internal static class PutToken
{
    public static async Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct)
    {
        var read = TokenPath.Read(call);
        if (read.Value is not { } path)
            return read.Fault!;
        var body = await call.ReadJsonAsync(ct);
        if (body.Fault is { } fault)
            return fault;
        if (TokenObject.Read(call.Version, path.CountryCode, path.PartyId, body.Value.Span, out var violation) is not { } token)
            return OcpiAnswer.Invalid(violation!);
        if (Difference(path, token) is { } difference)
            return OcpiAnswer.Invalid(difference);
        return await call.Service<TokenStore>().PutAsync(call.Party, call.Peer!.Id, token, ct) switch
        {
            TokenWrite.Created => OcpiAnswer.Created(),
            TokenWrite.Older => TokenPath.Older,
            _ => OcpiAnswer.Done(),
        };
    }

    /// <summary>An object under another name than its own is a 2001 (transport_and_format, Client Owned Object Push).</summary>
    private static string? Difference(TokenPath path, TokenObject token)
    {
        if (token.CountryCode != path.CountryCode || token.PartyId != path.PartyId)
            return "country_code and party_id of the token must be those of the URL.";
        if (!token.Uid.Equals(path.Uid, StringComparison.OrdinalIgnoreCase))
            return "uid of the token must be that of the URL.";
        // Without a type the text means RFID, but many leave it out for all: the object tells.
        return path.Type is not null && token.Type != path.Type ? "type of the token must be that of the URL." : null;
    }
}
