using System.Text.Json.Nodes;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Emsp;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Ocpi;
using Voltbench.Ocpi.Rules;

namespace Voltbench.Gateway.Emsps;

/// <summary>Reads tokens as a user gives them into the Token object of the eMSP's version.</summary>
internal static class EmspTokenInput
{
    private const int MaxId = 36;
    private const int MaxText = 64;
    private static readonly string[] Whitelists = ["ALWAYS", "ALLOWED", "ALLOWED_OFFLINE", "NEVER"];
    private static readonly string[] Allowed = ["ALLOWED", "BLOCKED", "EXPIRED", "NO_CREDIT", "NOT_ALLOWED"];

    public static EmspToken Read(BodyObject body, Party emsp, DateTimeOffset now)
    {
        var is221 = emsp.Version == OcpiVersion.V221;
        var uid = body.String("uid", 1, MaxId);
        var type = body.OptionalEnum("type", is221 ? ["RFID", "APP_USER", "AD_HOC_USER", "OTHER"] : ["RFID", "OTHER"]).Value ?? "RFID";
        var contract = body.OptionalString("contract_id", 1, MaxId).Value ?? ContractId(emsp, uid);
        var token = new JsonObject();
        if (is221)
        {
            token["country_code"] = emsp.CountryCode;
            token["party_id"] = emsp.PartyId;
        }

        token["uid"] = uid;
        token["type"] = type;
        token[is221 ? "contract_id" : "auth_id"] = contract;
        Put(token, "visual_number", body.OptionalString("visual_number", 1, MaxText).Value);
        token["issuer"] = body.OptionalString("issuer", 1, MaxText).Value ?? (emsp.Name.Length <= MaxText ? emsp.Name : emsp.Name[..MaxText]);
        if (is221)
            Put(token, "group_id", body.OptionalString("group_id", 1, MaxId).Value);
        token["valid"] = body.OptionalBool("valid").Value ?? true;
        token["whitelist"] = body.OptionalEnum("whitelist", Whitelists).Value ?? "ALWAYS";
        Put(token, "language", body.OptionalString("language", 2, 2).Value);
        token["last_updated"] = OcpiDateTime.Format(now);
        var allowed = body.OptionalEnum("allowed", Allowed).Value ?? "ALLOWED";
        var json = token.ToJsonString(OcpiText.Relaxed);
        if (Fault(emsp.Version, System.Text.Encoding.UTF8.GetBytes(json)) is { } fault && uid.Length > 0)
            body.Refuse(body.Loc, ViolationType.ValueError(fault));
        return new EmspToken(uid, type, allowed, json, now);
    }

    // An eMA ID: country, party, C for contract, and at least nine characters.
    private static string ContractId(Party emsp, string uid)
    {
        var instance = string.Concat(uid.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant().PadLeft(9, '0');
        return $"{emsp.CountryCode}{emsp.PartyId}C{(instance.Length > 30 ? instance[^30..] : instance)}";
    }

    private static string? Fault(OcpiVersion version, ReadOnlySpan<byte> json) => version == OcpiVersion.V211
        ? OcpiRules.CheckStrictly<Voltbench.Ocpi.V211.Tokens.Token>(json)?.ToString()
        : OcpiRules.CheckStrictly<Voltbench.Ocpi.V221.Tokens.Token>(json)?.ToString();

    private static void Put(JsonObject to, string name, string? value)
    {
        if (value is not null)
            to[name] = value;
    }
}
