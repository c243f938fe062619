using Npgsql;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Idempotency;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Sessions;

namespace Voltbench.Gateway.OcpiSessions;

/// <summary><c>POST /ocpi/cpos/{cpo_id}/cdrs/{cdr_id}/credit</c>: OCPI 2.2.1 mod_cdrs §Credit CDRs; 2.1.1 has none.</summary>
internal static class CreditOcpiCdr
{
    public static void MapCreditOcpiCdr(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/ocpi/cpos/{cpo_id}/cdrs/{cdr_id}/credit", Post).Describe("credit_ocpi_cdr", "Take a CDR back by a credit CDR")
            .Idempotent()
            .Answers<OcpiCdrBody>(StatusCodes.Status201Created)
            .Also(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);

    private static async Task<Answer> Post(HttpContext http, Tenant tenant, IdempotentWrite write, CdrCredit credit, TimeProvider time, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var cpo = input.PathNumber("cpo_id");
        var id = input.PathText("cdr_id");
        await input.OptionalBodyAsync(ct);
        if (input.Violations.Any)
            return input.Violations.Result;
        return await write.RunAsync(http, input, tenant, CreditAsync, ct);

        async Task<Answer> CreditAsync(NpgsqlTransaction transaction)
        {
            var (outcome, creditId) = await credit.CreditAsync(transaction, tenant.OrganizationId, cpo, id, ct);
            if (outcome != CreditOutcome.Credited)
                return Refusal(outcome, cpo, id);
            var made = await SessionReader.CdrAsync(transaction, tenant.OrganizationId, cpo, creditId!, time.GetUtcNow(), ct);
            return ApiResults.Json(StatusCodes.Status201Created, OcpiCdrBody.Of(made, cpo), OcpiSessionsJson.Default.OcpiCdrBody);
        }
    }

    private static Answer Refusal(CreditOutcome outcome, long cpo, string id) => outcome switch
    {
        CreditOutcome.Missing => ApiResults.NotFound($"CPO {cpo} has no CDR {id}."),
        CreditOutcome.NotInVersion => ApiResults.Conflict("OCPI 2.1.1 has no credit CDRs: a CDR cannot be taken back. The CPO must speak 2.2.1."),
        CreditOutcome.IsCredit => ApiResults.Conflict($"CDR {id} is a credit CDR itself."),
        _ => ApiResults.Conflict($"CDR {id} has been credited already."),
    };
}
