using System.Security.Cryptography;
using Voltbench.Csms;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Ocpp;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V16.Core;
using Voltbench.Ocpp.V201.RemoteControl;
using Voltbench.Ocpp.V201.Types;

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

    private static async Task<Answer> Post(HttpContext http, Tenant tenant, CsmsServer csms, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var identity = input.PathText("identity");
        var body = (await input.BodyAsync(ct)).AsObject();
        var idTag = body.String("id_tag", 1, MaxTokenLength);
        var connector = body.OptionalInt("connector_id", min: 1).Value;
        if (input.Violations.Any)
            return input.Violations.Result;

        var id = new StationId(tenant.OrganizationId, identity);
        return csms.Find(id)?.Version switch
        {
            OcppVersion.V16 => RemoteAnswer.Of(
                await csms.RequestAsync(id, new RemoteStartTransactionRequest { IdTag = idTag, ConnectorId = connector }, ct),
                identity,
                payload => OcppJson.Deserialize<RemoteStartTransactionResponse>(payload.Span).Status.ToString()),
            OcppVersion.V201 => RemoteAnswer.Of(
                await csms.RequestAsync(id, Request(idTag, connector), ct),
                identity,
                payload => OcppJson.Deserialize<RequestStartTransactionResponse>(payload.Span).Status.ToString()),
            _ => GetStation.Missing(identity),
        };
    }

    // Central: the token comes from the CSMS, not from a reader at the station (part 2, IdTokenEnumType).
    private static RequestStartTransactionRequest Request(string idTag, int? evse) => new()
    {
        IdToken = new IdToken { Token = idTag, Type = IdTokenType.Central },
        EvseId = evse,
        RemoteStartId = RandomNumberGenerator.GetInt32(1, int.MaxValue),
    };
}
