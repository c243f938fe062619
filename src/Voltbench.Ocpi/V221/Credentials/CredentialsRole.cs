using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.V221.Locations;
using Voltbench.Ocpi.V221.Types;

namespace Voltbench.Ocpi.V221.Credentials;

/// <summary>One role of the party behind the credentials (OCPI 2.2.1 credentials).</summary>
public sealed record CredentialsRole
{
    public required Role Role { get; init; }

    public required BusinessDetails BusinessDetails { get; init; }

    [CiString(3), Form(TextForm.PartyId)]
    public required string PartyId { get; init; }

    [CiString(2), Form(TextForm.CountryAlpha2)]
    public required string CountryCode { get; init; }
}
