using Voltbench.Lab.Ocpi.Commands;
using Wire = Voltbench.Ocpi.V221.Commands;

namespace Voltbench.Gateway.OcpiPeer.V221.Commands;

/// <summary>CANCEL_RESERVATION.</summary>
internal static class CancelReservation
{
    public static Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct) =>
        CommandCalls.TakeAsync<Wire.CancelReservation>(
            call,
            CommandKind.CancelReservation,
            static command => (command.ResponseUrl, new CommandOrder { ReservationId = command.ReservationId }),
            receipt => CommandsModule.Answer(call, receipt),
            ct);
}
