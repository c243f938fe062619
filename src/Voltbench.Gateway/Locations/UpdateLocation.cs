using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Locations;

namespace Voltbench.Gateway.Locations;

/// <summary><c>PUT /ocpp/locations/{location_id}</c></summary>
internal static class UpdateLocation
{
    private static readonly LocationChange Nothing = new();

    public static void MapUpdateLocation(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/ocpp/locations/{location_id}", Put).Describe("update_location", "Change what is given of a location")
            .Takes<UpdateLocationBody>()
            .Answers<LocationBody>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);

    private static async Task<Answer> Put(
        HttpContext http, Tenant tenant, LocationReader reader, LocationWriter writer, LocationCache cache, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathUuid("location_id");
        var change = LocationInput.ReadChange((await input.BodyAsync(ct)).AsObject());
        if (input.Violations.Any)
            return input.Violations.Result;
        // Whether it exists is told before what is wrong with the wish: another organization's location shows nothing else.
        if (await reader.FindAsync(tenant.OrganizationId, id, ct) is not { } current)
            return LocationRoutes.Missing(id);
        if (LocationInput.Refuse(change.Country.Value, change.Timezone.Value) is { } refusal)
            return refusal;
        if (change == Nothing)
            return ApiResults.Ok(LocationBody.Of(current), LocationsJson.Default.LocationBody);

        var (outcome, location) = await writer.ChangeAsync(tenant.OrganizationId, id, change, ct);
        cache.Drop(id);
        return outcome switch
        {
            LocationOutcome.Done => ApiResults.Ok(LocationBody.Of(location!), LocationsJson.Default.LocationBody),
            LocationOutcome.SlugTaken => ApiResults.Conflict($"Another location of the organization has the slug '{change.Slug.Value}'."),
            _ => LocationRoutes.Missing(id),
        };
    }
}
