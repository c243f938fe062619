using Voltbench.Csms;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Paging;
using Voltbench.Gateway.Validation;

namespace Voltbench.Gateway.Csms;

/// <summary><c>GET /csms/transactions</c></summary>
internal static class ListTransactions
{
    public static void MapListTransactions(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/csms/transactions", Get).Describe("list_csms_transactions", "List the transactions of the built-in CSMS")
            .Query(
                QueryParameter.Page,
                QueryParameter.Limit,
                new QueryParameter("identity", QueryKind.Text, "Only transactions of this station."),
                new QueryParameter("open", QueryKind.Text, "Only transactions that run (true) or that have ended (false).") { Values = ["true", "false"] })
            .Answers<Page<CsmsTransactionBody>>(StatusCodes.Status200OK);

    private static async Task<Answer> Get(HttpContext http, Tenant tenant, ICsmsStore store, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var page = input.Query.Page();
        var identity = input.Query.String("identity");
        bool? open = input.Query.Enum("open", "true", "false") switch
        {
            "true" => true,
            "false" => false,
            _ => null,
        };
        if (input.Violations.Any)
            return input.Violations.Result;
        var (items, total) = await store.ListAsync(new TransactionQuery(tenant.OrganizationId, identity, open, page.Offset, page.Limit), ct);
        return ApiResults.Ok(page.Of<CsmsTransactionBody>([.. items.Select(CsmsTransactionBody.Of)], total), CsmsJson.Default.TransactionPage);
    }
}
