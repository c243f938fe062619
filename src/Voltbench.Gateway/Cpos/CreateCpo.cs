using Npgsql;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Chargers;
using Voltbench.Gateway.Csms;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Idempotency;
using Voltbench.Gateway.Ocpi;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Chargers;
using Voltbench.Lab.Locations;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Templates;
using Voltbench.Lab.Provisioning;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.Cpos;

/// <summary><c>POST /ocpi/cpos</c></summary>
internal static class CreateCpo
{
    public static void MapCreateCpo(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/ocpi/cpos", Post).Describe("create_cpo", "Create a CPO with locations and chargers from a template")
            .Takes<CreateCpoBody>().Idempotent()
            .Answers<CreatedCpoBody>(StatusCodes.Status202Accepted)
            .Also(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict);

    private static async Task<Answer> Post(
        HttpContext http,
        Tenant tenant,
        IdempotentWrite writes,
        TemplateCatalog templates,
        LocationGenerator generator,
        ChargerDecisions decisions,
        CpoWriter writer,
        PublicAddress address,
        OwnCsms csms,
        CancellationToken ct)
    {
        var input = new RequestReader(http);
        var wish = CpoInput.Read((await input.BodyAsync(ct)).AsObject(), templates, csms.Rule(http, tenant));
        if (input.Violations.Any)
            return input.Violations.Result;

        if (wish.Template is not { } template)
            return ApiResults.BadRequest($"There is no CPO template '{wish.TemplateSlug}'; GET /ocpi/templates/cpos lists them.");
        if (!Countries.IsAssigned(wish.CountryCode))
            return ApiResults.BadRequest($"'{wish.CountryCode}' is not an assigned country code of ISO 3166-1 alpha-2.");
        if (generator.Fault(template, wish.Version) is { } unnamed)
            return ApiResults.BadRequest(unnamed);
        var connection = decisions.Create(Chargers(templates, template, wish.Csms ?? CsmsAddress.Stored(BuiltInCsms.Url(tenant.OrganizationId))));
        if (connection.Value is not { } prototype)
            return ChargerInput.Refuse(connection.Refusal!);

        CreatedCpo? created = null;
        try
        {
            return await writes.RunAsync(http, input, tenant, CreateAsync, ct, isSecret: true);
        }
        finally
        {
            // After the commit, not before: the scheduler looks at once, and would find nothing.
            created?.Dispose();
        }

        async Task<Answer> CreateAsync(NpgsqlTransaction transaction)
        {
            var outcome = await writer.CreateAsync(
                transaction,
                new NewCpo(
                    tenant.OrganizationId, wish.Version, wish.CountryCode, wish.PartyId, wish.NamePrefix ?? template.NamePrefix, address.Of(http.Request), template, wish.Seed,
                    wish.Overrides, wish.Ttl, wish.Csms?.Url, prototype),
                ct);
            created = outcome.Value;
            return created is null
                ? ApiResults.Conflict(outcome.Refusal!.Text)
                : ApiResults.Json(StatusCodes.Status202Accepted, Show(created, address, http.Request), CposJson.Default.CreatedCpoBody);
        }
    }

    /// <summary>A charger of the template: the rules for addresses ask for one.</summary>
    private static ChargerWish Chargers(TemplateCatalog templates, CpoTemplate template, CsmsAddress csms)
    {
        var group = templates.FindLocation(template.Sites[0].Template)!.ChargerGroups[0];
        return new ChargerWish
        {
            BrandSlug = group.BrandSlug,
            ModelSlug = group.ModelSlug,
            ConnectorType = group.ConnectorType,
            OcppVersion = group.OcppVersion,
            Address = csms,
        };
    }

    private static CreatedCpoBody Show(CreatedCpo cpo, PublicAddress address, HttpRequest request)
    {
        var party = cpo.Party;
        var versions = CpoLinks.Peer(address, request, party);
        return new CreatedCpoBody(
            CpoLinks.Id(party.Id),
            CpoViews.Show(party),
            party.Name,
            cpo.Plan.Template,
            cpo.Plan.TemplateVersion,
            cpo.TokenA,
            versions,
            CpoViews.Show(cpo.Topology),
            CpoLinks.Status(party.Id),
            $"{CpoLinks.Report(party.Id)}?reveal={cpo.RevealSecret}",
            CpoLinks.Own(party.Id),
            RoamHelper.Of(party.Version, cpo.TokenA, versions),
            cpo.WorkflowRunId,
            "PENDING",
            cpo.ExpiresAt?.UtcDateTime,
            party.Version.Number(),
            cpo.Seed);
    }
}
