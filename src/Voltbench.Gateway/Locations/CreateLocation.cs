using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Idempotency;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Locations;

namespace Voltbench.Gateway.Locations;

/// <summary><c>POST /ocpp/locations</c></summary>
internal static class CreateLocation
{
    public static void MapCreateLocation(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/ocpp/locations", Post).Describe("create_location", "Create a location")
            .Takes<CreateLocationBody>().Idempotent()
            .Answers<LocationBody>(StatusCodes.Status201Created)
            .Also(StatusCodes.Status400BadRequest);

    private static async Task<Answer> Post(HttpContext http, Tenant tenant, IdempotentWrite write, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var location = LocationInput.ReadNew((await input.BodyAsync(ct)).AsObject());
        if (input.Violations.Any)
            return input.Violations.Result;
        if (LocationInput.Refuse(location.Country, location.Timezone) is { } refusal)
            return refusal;
        return await write.RunAsync(http, input, tenant, CreateAsync, ct);

        async Task<Answer> CreateAsync(Npgsql.NpgsqlTransaction transaction)
        {
            var created = await LocationWriter.CreateAsync(transaction, tenant.OrganizationId, location, ct);
            return ApiResults.Json(StatusCodes.Status201Created, LocationBody.Of(created), LocationsJson.Default.LocationBody);
        }
    }
}
