using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Chargers;
using Voltbench.Gateway.Csms;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Idempotency;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Chargers;
using Voltbench.Lab.Provisioning;

namespace Voltbench.Gateway.LocationChargers;

/// <summary><c>POST /ocpp/locations/{location_id}/chargers</c></summary>
internal static class CreateChargers
{
    public static void MapCreateChargers(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/ocpp/locations/{location_id}/chargers", Post).Describe("create_chargers", "Create up to 10,000 chargers in a location")
            .Takes<IReadOnlyList<ChargerGroupBody>>().Idempotent()
            .Answers<AcceptedJobBody>(StatusCodes.Status202Accepted)
            .Also(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    private static async Task<Answer> Post(
        HttpContext http, Tenant tenant, IdempotentWrite writes, ChargerDecisions decisions, JobWriter jobs, OwnCsms csms, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var location = input.PathUuid("location_id");
        var groups = GroupInput.ReadAll(await input.BodyAsync(ct), csms.Rule(http, tenant), input.Violations);
        if (input.Violations.Any)
            return input.Violations.Result;

        var templates = new List<ChargerTemplate>(groups.Count);
        foreach (var group in groups)
        {
            var decision = decisions.Create(group.Wish);
            if (decision.Value is not { } template)
                return ChargerInput.Refuse(decision.Refusal! with { Text = $"Group {templates.Count}: {decision.Refusal!.Text}" });
            templates.Add(template);
        }

        var items = BulkIdentities.Expand([.. groups.Select(g => g.Group)], (group, identity) => ChargerDecisions.CheckIdentity(templates[group], identity));
        AcceptedJob? job = null;
        try
        {
            return await writes.RunAsync(
                http,
                input,
                tenant,
                async tx =>
                {
                    if (!await ChargerLocations.HoldAsync(tx, tenant.OrganizationId, location, ct))
                        return LocationChargerRoutes.NoLocation(location);
                    job = await jobs.WriteAsync(tx, new NewJob(tenant.OrganizationId, location, templates, items), ct);
                    var body = new AcceptedJobBody(job.Id, "PROVISIONING", $"/ocpp/locations/{location}/chargers/jobs/{job.Id}", job.WorkflowRunId);
                    return ApiResults.Json(StatusCodes.Status202Accepted, body, LocationChargersJson.Default.AcceptedJobBody);
                },
                ct);
        }
        finally
        {
            // After the commit, not before: the scheduler looks at once, and would find nothing.
            job?.Dispose();
        }
    }
}
