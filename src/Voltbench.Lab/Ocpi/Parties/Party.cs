using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Parties;

/// <summary>What a simulated party is to its peers.</summary>
public enum PartyRole : byte
{
    Cpo = 1,
    Emsp = 2,
}

public static class PartyRoles
{
    /// <summary>As on the wire and in the database.</summary>
    public static string Name(this PartyRole role) => role == PartyRole.Cpo ? "CPO" : "EMSP";
}

/// <summary>A simulated party of OCPI: a row of <c>ocpp.partner_operations</c> that is not deleted.</summary>
/// <param name="Id">Of a CPO its <c>cpo_id</c>.</param>
/// <param name="OrganizationId">Owner.</param>
/// <param name="CountryCode">ISO 3166-1 alpha-2, upper case.</param>
/// <param name="PartyId">Three characters, upper case.</param>
/// <param name="Name">Name for people.</param>
/// <param name="PublicBase">Where peers reach it when there is no request to derive it from; no slash at the end.</param>
public sealed record Party(long Id, Guid OrganizationId, PartyRole Role, OcpiVersion Version, string CountryCode, string PartyId, string Name, string PublicBase);
