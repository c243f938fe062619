using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.V221.Sessions;

namespace Voltbench.Ocpi.V221.Tokens;

/// <summary>What identifies a driver of an eMSP; country, party, uid and type together are its key (OCPI 2.2.1 mod_tokens).</summary>
public sealed record Token
{
    [CiString(2), Form(TextForm.CountryAlpha2)]
    public required string CountryCode { get; init; }

    [CiString(3), Form(TextForm.PartyId)]
    public required string PartyId { get; init; }

    [CiString(36)]
    public required string Uid { get; init; }

    public required TokenType Type { get; init; }

    /// <summary>The contract of the driver (eMA ID).</summary>
    [CiString(36)]
    public required string ContractId { get; init; }

    [Text(64)]
    public string? VisualNumber { get; init; }

    [Text(64)]
    public required string Issuer { get; init; }

    /// <summary>Tokens of one group act as one: what one started another may stop.</summary>
    [CiString(36)]
    public string? GroupId { get; init; }

    /// <summary>False: it may not be used any more.</summary>
    public required bool Valid { get; init; }

    public required WhitelistType Whitelist { get; init; }

    [Text(2), Form(TextForm.Language)]
    public string? Language { get; init; }

    public ProfileType? DefaultProfileType { get; init; }

    public EnergyContract? EnergyContract { get; init; }

    /// <summary>When this object, or one inside it, was created or last changed.</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}
