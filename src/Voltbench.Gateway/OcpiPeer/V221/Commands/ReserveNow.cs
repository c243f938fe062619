using System.Text.Json;
using Voltbench.Lab.Ocpi.Commands;
using Voltbench.Ocpi;
using Wire = Voltbench.Ocpi.V221.Commands;

namespace Voltbench.Gateway.OcpiPeer.V221.Commands;

/// <summary>RESERVE_NOW.</summary>
internal static class ReserveNow
{
    public static async Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct)
    {
        var body = await call.ReadBodyAsync<Wire.ReserveNow>(ct);
        if (body.Fault is { } fault)
            return fault;
        var command = body.Value!;
        if (CommandsModule.Foreign(call.Peer!, command.Token) is { } refusal)
            return CommandsModule.Answer(call, refusal);
        var order = new CommandOrder
        {
            LocationId = command.LocationId,
            EvseUid = command.EvseUid,
            TokenUid = command.Token.Uid,
            TokenType = command.Token.Type.WireName(),
            Token = JsonElement.Parse(OcpiJson.Serialize(command.Token)),
            AuthorizationReference = command.AuthorizationReference,
            ReservationId = command.ReservationId,
            Expiry = command.ExpiryDate,
        };
        return await CommandCalls.TakeAsync(call, CommandKind.ReserveNow, command.ResponseUrl, order, receipt => CommandsModule.Answer(call, receipt), ct);
    }
}
