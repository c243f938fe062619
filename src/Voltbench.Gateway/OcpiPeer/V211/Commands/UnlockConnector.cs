using Voltbench.Lab.Ocpi.Commands;
using Wire = Voltbench.Ocpi.V211.Commands;

namespace Voltbench.Gateway.OcpiPeer.V211.Commands;

/// <summary>UNLOCK_CONNECTOR.</summary>
internal static class UnlockConnector
{
    public static Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct) =>
        CommandCalls.TakeAsync<Wire.UnlockConnector>(
            call,
            CommandKind.UnlockConnector,
            static command => (command.ResponseUrl, new CommandOrder
            {
                LocationId = command.LocationId, EvseUid = command.EvseUid, ConnectorId = command.ConnectorId,
            }),
            CommandsModule.Answer,
            ct);
}
