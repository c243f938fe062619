using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Cpos;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Parties;

namespace Voltbench.Gateway.Emsps;

/// <summary><c>DELETE /ocpi/emsps/{emsp_id}</c>: 204, also a second time, like the one of a CPO.</summary>
internal static class DeleteEmsp
{
    public static void MapDeleteEmsp(this IEndpointRouteBuilder routes) =>
        routes.MapDelete("/ocpi/emsps/{emsp_id}", Delete).Describe("delete_emsp", "Remove a simulated eMSP")
            .AnswersNothing();

    private static async Task<Answer> Delete(HttpContext http, Tenant tenant, PartyRemoval removal, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathPartyId("emsp_id");
        if (input.Violations.Any)
            return input.Violations.Result;
        await removal.DeleteAsync(tenant.OrganizationId, PartyRole.Emsp, id, ct);
        return ApiResults.NoContent();
    }
}
