using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Ocpi;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Parties;

namespace Voltbench.Gateway.Cpos;

/// <summary><c>GET /ocpi/cpos/{cpo_id}/report</c></summary>
internal static class GetCpoReport
{
    private const string Reveal = "reveal";

    public static void MapGetCpoReport(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpi/cpos/{cpo_id}/report", Get).Describe("get_cpo_report", "A CPO in words; token A is masked unless the secret of the create answer is shown")
            .Query(new QueryParameter(Reveal, QueryKind.Text, "The secret of the report_url of the create answer."))
            .Answers<CpoReportBody>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status404NotFound);

    private static async Task<Answer> Get(HttpContext http, Tenant tenant, CpoReader reader, PublicAddress address, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathPartyId();
        var secret = input.Query.String(Reveal);
        if (input.Violations.Any)
            return input.Violations.Result;
        if (await reader.FindAsync(tenant.OrganizationId, id, ct) is not { } cpo)
            return CpoRoutes.Missing(http);
        var locations = await reader.LocationsAsync(cpo.Party, ct);
        http.Response.Headers.CacheControl = "no-store";
        return ApiResults.Ok(
            new CpoReportBody(CpoLinks.Id(id), CpoReport.Write(cpo, locations, CpoLinks.Peer(address, http.Request, cpo.Party), secret)), CposJson.Default.CpoReportBody);
    }
}
