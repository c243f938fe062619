using System.Globalization;
using System.Text.Json;
using Voltbench.Lab.Ocpi.Commands;
using Voltbench.Ocpi;
using Wire = Voltbench.Ocpi.V211.Commands;

namespace Voltbench.Gateway.OcpiPeer.V211.Commands;

/// <summary>RESERVE_NOW (§3.2).</summary>
internal static class ReserveNow
{
    public static Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct) =>
        CommandCalls.TakeAsync<Wire.ReserveNow>(call, CommandKind.ReserveNow, Read, CommandsModule.Answer, ct);

    private static (string Url, CommandOrder Order) Read(Wire.ReserveNow command) => (command.ResponseUrl, new CommandOrder
    {
        LocationId = command.LocationId,
        EvseUid = command.EvseUid,
        TokenUid = command.Token.Uid,
        TokenType = command.Token.Type.WireName(),
        Token = JsonElement.Parse(OcpiJson.Serialize(command.Token)),
        ReservationId = command.ReservationId.ToString(CultureInfo.InvariantCulture),
        Expiry = command.ExpiryDate,
    });
}
