using System.Text.RegularExpressions;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Idempotency;
using Voltbench.Gateway.Ocpi;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Locations;
using Voltbench.Lab.Ocpi.Emsp;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.Emsps;

/// <summary><c>POST /ocpi/emsps</c></summary>
internal static partial class CreateEmsp
{
    private const int DefaultTtlSeconds = 3600;
    private const int MaxName = 100;

    public static void MapCreateEmsp(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/ocpi/emsps", Post).Describe("create_emsp", "Create a simulated eMSP")
            .Takes<CreateEmspBody>().Idempotent()
            .Answers<EmspBody>(StatusCodes.Status201Created)
            .Also(400, 409);

    private static async Task<Answer> Post(HttpContext http, Tenant tenant, IdempotentWrite writes, EmspWriter writer, PublicAddress address, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var body = (await input.BodyAsync(ct)).AsObject();
        var country = body.String("country_code", 2, 2).ToUpperInvariant();
        var party = body.String("party_id", pattern: PartyForm()).ToUpperInvariant();
        var name = body.OptionalString("name", 1, MaxName).Value;
        _ = OcpiVersions.TryParse(body.OptionalEnum("ocpi_version", ["2.2.1", "2.1.1"]).Value ?? "2.2.1", out var version);
        var ttl = body.OptionalInt("ttl_seconds", 60, 604_800).Or(DefaultTtlSeconds);
        if (input.Violations.Any)
            return input.Violations.Result;
        if (!Countries.IsAssigned(country))
            return ApiResults.BadRequest($"'{country}' is not an assigned country code of ISO 3166-1 alpha-2.");
        var emsp = new NewEmsp(
            tenant.OrganizationId, version, country, party, name, address.Of(http.Request), ttl is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

        CreatedEmsp? created = null;
        try
        {
            return await writes.RunAsync(http, input, tenant, CreateAsync, ct, isSecret: true);
        }
        finally
        {
            // After the commit, not before: the scheduler looks at once, and would find nothing.
            created?.Dispose();
        }

        async Task<Answer> CreateAsync(Npgsql.NpgsqlTransaction transaction)
        {
            created = await writer.CreateAsync(transaction, emsp, ct);
            return created is null
                ? ApiResults.Conflict($"Every party id of {country} that could stand in for {party} is held by an eMSP of the organization.")
                : ApiResults.Json(StatusCodes.Status201Created, EmspBody.Of(created.Row, [], created.TokenA), EmspsJson.Default.EmspBody);
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9]{3}\z", RegexOptions.None, 1000)]
    private static partial Regex PartyForm();
}
