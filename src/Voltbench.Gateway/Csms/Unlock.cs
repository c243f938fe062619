using Voltbench.Csms;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Csms;

namespace Voltbench.Gateway.Csms;

/// <summary><c>POST /csms/stations/{identity}/unlock</c></summary>
internal static class Unlock
{
    public static void MapUnlock(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/csms/stations/{identity}/unlock", Post)
            .Describe("csms_unlock", "Ask a station to unlock a cable (UnlockConnector)")
            .Takes<UnlockBody>()
            .Answers<RemoteAnswerBody>(StatusCodes.Status200OK)
            .Also(400, 404, 502, 503, 504);

    private static async Task<Answer> Post(HttpContext http, Tenant tenant, RemoteOperations remote, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var identity = input.PathText("identity");
        var connector = (await input.BodyAsync(ct)).AsObject().Int("connector_id", min: 1);
        if (input.Violations.Any)
            return input.Violations.Result;

        // The number is the EVSE of 2.0.1, whose connector is 1, and the connector of 1.6: the node that has the station knows which.
        var operation = new UnlockOutlet(new Outlet(connector, ConnectorId: null));
        return RemoteAnswer.Of(await remote.ExecuteAsync(new StationId(tenant.OrganizationId, identity), operation, ct), identity);
    }
}
