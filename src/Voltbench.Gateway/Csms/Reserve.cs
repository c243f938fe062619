using Voltbench.Csms;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Csms;

namespace Voltbench.Gateway.Csms;

/// <summary><c>POST /csms/stations/{identity}/reserve</c></summary>
internal static class Reserve
{
    private const int MaxTokenLength = 36;

    public static void MapReserve(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/csms/stations/{identity}/reserve", Post)
            .Describe("csms_reserve", "Ask a station to keep a connector for a token (ReserveNow)")
            .Takes<ReserveBody>()
            .Answers<RemoteAnswerBody>(StatusCodes.Status200OK)
            .Also(400, 404, 502, 503, 504);

    private static async Task<Answer> Post(HttpContext http, Tenant tenant, Reservations reservations, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var identity = input.PathText("identity");
        var body = (await input.BodyAsync(ct)).AsObject();
        var idTag = body.String("id_tag", 1, MaxTokenLength);
        var expiry = body.Required("expiry_date").AsDateTime();
        var connector = body.OptionalInt("connector_id", min: 1).Value;
        if (input.Violations.Any)
            return input.Violations.Result;

        var request = new ReservationRequest(
            new StationId(tenant.OrganizationId, identity), new RemoteToken(idTag), expiry, connector is { } number ? Outlet.Of(number) : null);
        var id = await reservations.PrepareAsync(request, ct);
        return RemoteAnswer.Of(await reservations.ReserveAsync(id, request, ct), identity, id);
    }
}
