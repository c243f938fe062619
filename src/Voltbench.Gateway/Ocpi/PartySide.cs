using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Parties;

namespace Voltbench.Gateway.Ocpi;

/// <summary>Routes that parties of both roles have, each below its own noun.</summary>
/// <param name="Role">Whose routes.</param>
/// <param name="Base">What the routes begin with.</param>
/// <param name="IdName">Of the number in the path.</param>
/// <param name="Noun">In operation ids.</param>
/// <param name="Name">For people.</param>
internal sealed record PartySide(PartyRole Role, string Base, string IdName, string Noun, string Name)
{
    public static readonly PartySide Cpo = new(PartyRole.Cpo, "/ocpi/cpos/{cpo_id}", "cpo_id", "cpo", "CPO");
    public static readonly PartySide Emsp = new(PartyRole.Emsp, "/ocpi/emsps/{emsp_id}", "emsp_id", "emsp", "eMSP");

    /// <summary>The party that the path names; a path that is no number is a violation.</summary>
    public PartyKey Read(RequestReader input, Tenant tenant) => new(tenant.OrganizationId, Role, input.PathNumber(IdName));

    public Answer Missing(PartyKey party) => ApiResults.NotFound($"There is no {Name} {party.Id}.");
}
