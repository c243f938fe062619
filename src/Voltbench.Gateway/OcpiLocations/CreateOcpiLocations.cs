using Npgsql;
using Quartz;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Cpos;
using Voltbench.Gateway.Csms;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Idempotency;
using Voltbench.Gateway.LocationChargers;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Chargers;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Sites;
using Voltbench.Lab.Ocpi.Tariffs;
using Voltbench.Lab.Provisioning;

namespace Voltbench.Gateway.OcpiLocations;

/// <summary><c>POST /ocpi/cpos/{cpo_id}/locations</c></summary>
internal static class CreateOcpiLocations
{
    /// <summary>The scheduler tries its own store again after a second; then it knows more.</summary>
    private const int RetryAfterSeconds = 2;

    public static void MapCreateOcpiLocations(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/ocpi/cpos/{cpo_id}/locations", Post).Describe("create_ocpi_locations", "Create up to 1,000 locations of a CPO, each with its chargers or not at all")
            .Takes<CreateOcpiLocationsBody>().Idempotent()
            .Answers<AcceptedJobBody>(StatusCodes.Status202Accepted)
            .Also(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);

    private static async Task<Answer> Post(
        HttpContext http,
        Tenant tenant,
        IdempotentWrite writes,
        SiteOwners cpos,
        SitePlanner planner,
        TariffWriter tariffs,
        LocationJobWriter jobs,
        OwnCsms csms,
        CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathPartyId();
        if (input.Violations.Any)
            return input.Violations.Result;
        AcceptedJob? job = null;
        try
        {
            // Whether it exists is told before what is wrong with the wish, whose limits depend on the CPO's version.
            if (await cpos.FindAsync(tenant.OrganizationId, id, ct) is not { } cpo)
                return CpoRoutes.Missing(http);
            var address = CsmsAddress.Stored(cpo.WsUrl ?? BuiltInCsms.Url(tenant.OrganizationId));
            var wishes = SiteInput.ReadAll((await input.BodyAsync(ct)).AsObject(), cpo.Party.Version, csms.Rule(http, tenant), address, input.Violations);
            if (input.Violations.Any)
                return input.Violations.Result;
            var (decided, refusal) = planner.Decide(cpo, wishes, address);
            return decided is null ? refusal! : await writes.RunAsync(http, input, tenant, tx => StoreAsync(tx, cpo, decided), ct);
        }
        catch (Exception e) when (e is SchedulerException or NpgsqlException)
        {
            return ApiResults.Problem(StatusCodes.Status503ServiceUnavailable, "The job store cannot take the call now; nothing was stored. Try again.")
                with { RetryAfterSeconds = RetryAfterSeconds };
        }
        finally
        {
            // After the commit, not before: the scheduler looks at once, and would find nothing.
            job?.Dispose();
        }

        async Task<Answer> StoreAsync(NpgsqlTransaction transaction, SiteOwner cpo, IReadOnlyList<DecidedSite> decided)
        {
            if (await SiteNumbers.TakeAsync(transaction, cpo.Party, decided.Count(s => s.Template is not null), ct) is not { } first)
                return CpoRoutes.Missing(http);
            var sites = planner.Number(cpo, decided, first);
            await tariffs.EnsureAsync(transaction, cpo.Party, Tariffs(sites), ct);
            job = await jobs.WriteAsync(transaction, cpo.Party, sites, LocationJobWriter.CreateLocations, ct);
            var body = new AcceptedJobBody(job.Id, "PROVISIONING", $"{CpoLinks.Own(id)}/locations/jobs/{job.Id}", job.WorkflowRunId);
            return ApiResults.Json(StatusCodes.Status202Accepted, body, OcpiLocationsJson.Default.AcceptedJobBody);
        }
    }

    private static string[] Tariffs(IReadOnlyList<NewSite> sites) =>
    [
        .. sites.Where(s => s.Error is null).SelectMany(s => s.Plan.Chargers).SelectMany(c => c.Evses).SelectMany(e => e.Connector.Tariffs)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];
}
