using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.V221.Tokens;

namespace Voltbench.Ocpi.V221.Cdrs;

/// <summary>The token that started a session (OCPI 2.2.1 mod_cdrs).</summary>
public sealed record CdrToken
{
    [CiString(2), Form(TextForm.CountryAlpha2)]
    public required string CountryCode { get; init; }

    [CiString(3), Form(TextForm.PartyId)]
    public required string PartyId { get; init; }

    [CiString(36)]
    public required string Uid { get; init; }

    public required TokenType Type { get; init; }

    [CiString(36)]
    public required string ContractId { get; init; }
}
