using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Paging;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Sessions;

namespace Voltbench.Gateway.OcpiSessions;

/// <summary><c>GET /ocpi/cpos/{cpo_id}/tariffs</c></summary>
internal static class ListOcpiTariffs
{
    public static void MapListOcpiTariffs(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpi/cpos/{cpo_id}/tariffs", Get).Describe("list_ocpi_tariffs", "List the tariffs of a CPO")
            .Query(QueryParameter.Page, QueryParameter.Limit)
            .Answers<Page<OcpiTariffBody>>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> Get(HttpContext http, Tenant tenant, SessionReader reader, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var cpo = input.PathNumber("cpo_id");
        var page = input.Query.Page();
        if (input.Violations.Any)
            return input.Violations.Result;
        if (await reader.TariffsAsync(tenant.OrganizationId, cpo, page.Offset, page.Limit, ct) is not var (rows, total))
            return OcpiSessionRoutes.NoCpo(cpo);
        return ApiResults.Ok(page.Of<OcpiTariffBody>([.. rows.Select(row => OcpiTariffBody.Of(row, cpo))], total), OcpiSessionsJson.Default.TariffPage);
    }
}
