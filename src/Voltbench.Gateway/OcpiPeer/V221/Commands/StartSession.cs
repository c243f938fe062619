using System.Text.Json;
using Voltbench.Lab.Ocpi.Commands;
using Voltbench.Ocpi;
using Wire = Voltbench.Ocpi.V221.Commands;

namespace Voltbench.Gateway.OcpiPeer.V221.Commands;

/// <summary>START_SESSION.</summary>
internal static class StartSession
{
    public static async Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct)
    {
        var body = await call.ReadBodyAsync<Wire.StartSession>(ct);
        if (body.Fault is { } fault)
            return fault;
        var command = body.Value!;
        if (CommandsModule.Foreign(call.Peer!, command.Token) is { } refusal)
            return CommandsModule.Answer(call, refusal);
        var order = new CommandOrder
        {
            LocationId = command.LocationId,
            EvseUid = command.EvseUid,
            ConnectorId = command.ConnectorId,
            TokenUid = command.Token.Uid,
            TokenType = command.Token.Type.WireName(),
            Token = JsonElement.Parse(OcpiJson.Serialize(command.Token)),
            AuthorizationReference = command.AuthorizationReference,
        };
        return await CommandCalls.TakeAsync(call, CommandKind.StartSession, command.ResponseUrl, order, receipt => CommandsModule.Answer(call, receipt), ct);
    }
}
