using Voltbench.Ocpi;
using Voltbench.Ocpi.Transport;

namespace Voltbench.Gateway.OcpiPeer.Tokens;

/// <summary>Which token a request means.</summary>
/// <param name="CountryCode">Upper case.</param>
/// <param name="PartyId">Upper case.</param>
/// <param name="Uid">As it was spelled.</param>
/// <param name="Type">On the wire; null when the request does not say.</param>
internal sealed record TokenPath(string CountryCode, string PartyId, string Uid, string? Type)
{
    private const int MaxUid = 36;

    /// <summary>Reads the path; a fault when it cannot be, or when its token is not the caller's to speak of.</summary>
    public static OcpiBody<TokenPath> Read(OcpiCall call)
    {
        var (country, party, uid, type) = (call.Path("country_code"), call.Path("party_id"), call.Path("token_uid"), call.Query("type"));
        // A CPO may answer 404 to what the credentials do not cover (transport_and_format, Client Owned Object Push).
        if (!call.Peer!.SpeaksFor(country, party))
            return new(null, OcpiAnswer.NotFound($"{country}/{party} is none of the roles of your credentials.", OcpiStatus.UnknownToken));
        if (uid.Length > MaxUid)
            return new(null, OcpiAnswer.Invalid($"token_uid must have at most {MaxUid} characters."));
        if (type is not null && !IsType(call.Version, type))
            return new(null, OcpiAnswer.Invalid($"type must be a TokenType of {call.Version.Number()}, e.g. RFID."));
        return new(new TokenPath(country.ToUpperInvariant(), party.ToUpperInvariant(), uid, type), null);
    }

    public OcpiAnswer Missing => OcpiAnswer.NotFound($"There is no token {CountryCode}/{PartyId}/{Uid} of type {Type ?? "RFID"}.", OcpiStatus.UnknownToken);

    /// <summary>Nothing was changed, and the owner should know.</summary>
    public static OcpiAnswer Older { get; } = OcpiAnswer.Invalid("last_updated is older than that of the token that is known here; nothing was changed.");

    private static bool IsType(OcpiVersion version, string type) => version == OcpiVersion.V211
        ? OcpiNames.TryParse<Voltbench.Ocpi.V211.Tokens.TokenType>(type, out _)
        : OcpiNames.TryParse<Voltbench.Ocpi.V221.Tokens.TokenType>(type, out _);
}
