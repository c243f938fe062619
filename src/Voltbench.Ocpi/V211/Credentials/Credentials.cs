using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.V211.Locations;

namespace Voltbench.Ocpi.V211.Credentials;

/// <summary>How a party is reached and who it is; exchanged at registration (OCPI 2.1.1 credentials §2.1).</summary>
public sealed record Credentials
{
    /// <summary>What the other side shows when it calls; never logged.</summary>
    [Text(64), Form(TextForm.CredentialsToken)]
    public required string Token { get; init; }

    /// <summary>Of the versions module.</summary>
    [Url]
    public required string Url { get; init; }

    public required BusinessDetails BusinessDetails { get; init; }

    [Text(3), Form(TextForm.PartyId)]
    public required string PartyId { get; init; }

    [Text(2), Form(TextForm.CountryAlpha2)]
    public required string CountryCode { get; init; }
}
