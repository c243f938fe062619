using Voltbench.Csms;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Csms;

namespace Voltbench.Gateway.Csms;

/// <summary><c>POST /csms/stations/{identity}/remote-start</c></summary>
internal static class RemoteStart
{
    private const int MaxTokenLength = 36;

    public static void MapRemoteStart(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/csms/stations/{identity}/remote-start", Post)
            .Describe("csms_remote_start", "Ask a station to start a transaction (RemoteStartTransaction, RequestStartTransaction)")
            .Takes<RemoteStartBody>()
            .Answers<RemoteAnswerBody>(StatusCodes.Status200OK)
            .Also(400, 404, 502, 503, 504);

    private static async Task<Answer> Post(HttpContext http, Tenant tenant, RemoteOperations remote, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var identity = input.PathText("identity");
        var body = (await input.BodyAsync(ct)).AsObject();
        var idTag = body.String("id_tag", 1, MaxTokenLength);
        var connector = body.OptionalInt("connector_id", min: 1).Value;
        if (input.Violations.Any)
            return input.Violations.Result;

        var start = new StartTransactionRemotely(
            new RemoteToken(idTag), connector is { } number ? Outlet.Of(number) : null, await remote.NextNumberAsync(ct));
        return RemoteAnswer.Of(await remote.ExecuteAsync(new StationId(tenant.OrganizationId, identity), start, ct), identity);
    }
}
