using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Parties;

namespace Voltbench.Gateway.Cpos;

/// <summary><c>DELETE /ocpi/cpos/{cpo_id}</c></summary>
internal static class DeleteCpo
{
    public static void MapDeleteCpo(this IEndpointRouteBuilder routes) =>
        routes.MapDelete("/ocpi/cpos/{cpo_id}", Delete)
            .Describe("delete_cpo", "Destroy a CPO with its locations, chargers, peers and tokens; 204 too when there is none")
            .AnswersNothing();

    private static async Task<Answer> Delete(HttpContext http, Tenant tenant, PartyRemoval removal, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathPartyId();
        if (input.Violations.Any)
            return input.Violations.Result;
        // What is gone, what never was and what belongs to others answer alike.
        await removal.DeleteAsync(tenant.OrganizationId, PartyRole.Cpo, id, ct);
        return ApiResults.NoContent();
    }
}
