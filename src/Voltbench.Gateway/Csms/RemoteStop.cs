using System.Globalization;
using System.Text.Json;
using Voltbench.Csms;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Csms;

namespace Voltbench.Gateway.Csms;

/// <summary><c>POST /csms/stations/{identity}/remote-stop</c></summary>
internal static class RemoteStop
{
    private const int MaxTransactionIdLength = 36;

    public static void MapRemoteStop(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/csms/stations/{identity}/remote-stop", Post)
            .Describe("csms_remote_stop", "Ask a station to stop a transaction (RemoteStopTransaction, RequestStopTransaction)")
            .Takes<RemoteStopBody>()
            .Answers<RemoteAnswerBody>(StatusCodes.Status200OK)
            .Also(400, 404, 502, 503, 504);

    private static async Task<Answer> Post(HttpContext http, Tenant tenant, RemoteOperations remote, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var identity = input.PathText("identity");
        var transaction = Transaction((await input.BodyAsync(ct)).AsObject().Required("transaction_id"));
        if (input.Violations.Any)
            return input.Violations.Result;

        return RemoteAnswer.Of(
            await remote.ExecuteAsync(new StationId(tenant.OrganizationId, identity), new StopTransactionRemotely(transaction), ct), identity);
    }

    /// <summary>As listed, or as OCPP 1.6 writes it.</summary>
    private static string Transaction(BodyValue value) => value.Json.ValueKind == JsonValueKind.Number
        ? value.AsInt().ToString(CultureInfo.InvariantCulture)
        : value.AsString(1, MaxTransactionIdLength);
}
