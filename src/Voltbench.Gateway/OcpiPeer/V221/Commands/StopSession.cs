using Voltbench.Lab.Ocpi.Commands;
using Wire = Voltbench.Ocpi.V221.Commands;

namespace Voltbench.Gateway.OcpiPeer.V221.Commands;

/// <summary>STOP_SESSION.</summary>
internal static class StopSession
{
    public static Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct) =>
        CommandCalls.TakeAsync<Wire.StopSession>(
            call,
            CommandKind.StopSession,
            static command => (command.ResponseUrl, new CommandOrder { SessionId = command.SessionId }),
            receipt => CommandsModule.Answer(call, receipt),
            ct);
}
