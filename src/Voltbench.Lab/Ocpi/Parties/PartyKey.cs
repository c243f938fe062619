namespace Voltbench.Lab.Ocpi.Parties;

/// <summary>A party as its owner names it: of a tenant, in a role, by number.</summary>
/// <param name="OrganizationId">Tenant.</param>
/// <param name="Role">CPO or eMSP: the number of one is not found as the other.</param>
/// <param name="Id"><c>cpo_id</c> or <c>emsp_id</c>.</param>
public readonly record struct PartyKey(Guid OrganizationId, PartyRole Role, long Id)
{
    /// <summary>As the database writes it.</summary>
    public string RoleName => Role == PartyRole.Cpo ? "CPO" : "EMSP";
}
