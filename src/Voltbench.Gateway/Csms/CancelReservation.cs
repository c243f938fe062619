using Voltbench.Csms;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Csms;

namespace Voltbench.Gateway.Csms;

/// <summary><c>POST /csms/stations/{identity}/cancel-reservation</c></summary>
internal static class CancelReservation
{
    public static void MapCancelReservation(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/csms/stations/{identity}/cancel-reservation", Post)
            .Describe("csms_cancel_reservation", "Ask a station to give a reservation up (CancelReservation)")
            .Takes<CancelReservationBody>()
            .Answers<RemoteAnswerBody>(StatusCodes.Status200OK)
            .Also(400, 404, 502, 503, 504);

    private static async Task<Answer> Post(HttpContext http, Tenant tenant, Reservations reservations, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var identity = input.PathText("identity");
        var id = (await input.BodyAsync(ct)).AsObject().Int("reservation_id");
        if (input.Violations.Any)
            return input.Violations.Result;

        // The station decides: it may hold a reservation that another CSMS made.
        var station = new StationId(tenant.OrganizationId, identity);
        return RemoteAnswer.Of(await reservations.CancelAsync(new Reservation(id, station, "ACTIVE", new Outlet(null, null)), ct), identity);
    }
}
