using System.Text.Json;
using Voltbench.Lab.Ocpi.Commands;
using Voltbench.Ocpi;
using Wire = Voltbench.Ocpi.V211.Commands;

namespace Voltbench.Gateway.OcpiPeer.V211.Commands;

/// <summary>START_SESSION (§3.3).</summary>
internal static class StartSession
{
    public static Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct) =>
        CommandCalls.TakeAsync<Wire.StartSession>(call, CommandKind.StartSession, Read, CommandsModule.Answer, ct);

    private static (string Url, CommandOrder Order) Read(Wire.StartSession command) => (command.ResponseUrl, new CommandOrder
    {
        LocationId = command.LocationId,
        EvseUid = command.EvseUid,
        TokenUid = command.Token.Uid,
        TokenType = command.Token.Type.WireName(),
        Token = JsonElement.Parse(OcpiJson.Serialize(command.Token)),
    });
}
