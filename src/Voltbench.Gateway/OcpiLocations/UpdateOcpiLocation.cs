using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Cpos;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Locations;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Locations;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Sites;

namespace Voltbench.Gateway.OcpiLocations;

/// <summary><c>PATCH /ocpi/cpos/{cpo_id}/locations/{location_id}</c></summary>
internal static class UpdateOcpiLocation
{
    private static readonly LocationChange Nothing = new();

    public static void MapUpdateOcpiLocation(this IEndpointRouteBuilder routes) =>
        routes.MapPatch("/ocpi/cpos/{cpo_id}/locations/{location_id}", Patch).Describe("update_ocpi_location", "Change what is given of a location of a CPO")
            .Takes<UpdateOcpiLocationBody>()
            .Answers<OcpiLocationBody>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);

    private static async Task<Answer> Patch(
        HttpContext http, Tenant tenant, SiteOwners cpos, SiteViewReader reader, SiteWriter writer, LocationCache cache, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var (cpoId, id) = (input.PathPartyId(), input.PathUuid("location_id"));
        if (input.Violations.Any)
            return input.Violations.Result;
        // Whether it exists is told before what is wrong with the wish, whose limits depend on the CPO's version.
        if (await cpos.FindAsync(tenant.OrganizationId, cpoId, ct) is not { } cpo)
            return CpoRoutes.Missing(http);
        if (await reader.FindAsync(cpo.Party, id, ct) is not { } site)
            return OcpiLocationRoutes.Missing(http, id);
        var (change, parkingType) = SiteInput.ReadChange((await input.BodyAsync(ct)).AsObject(), cpo.Party.Version);
        if (input.Violations.Any)
            return input.Violations.Result;
        if (LocationInput.Refuse(change.Country.Value, change.Timezone.Value) is { } refusal)
            return refusal;
        if (change != Nothing || parkingType.IsGiven)
        {
            if (!await writer.ChangeAsync(tenant.OrganizationId, cpoId, id, change, parkingType, ct))
                return OcpiLocationRoutes.Missing(http, id);
            if (site.OcppLocationId is { } backing)
                cache.Drop(backing);
            site = await reader.FindAsync(cpo.Party, id, ct);
        }

        return site is null
            ? OcpiLocationRoutes.Missing(http, id)
            : ApiResults.Ok(OcpiLocationViews.Show(site), OcpiLocationsJson.Default.OcpiLocationBody);
    }
}
