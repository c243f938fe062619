using Voltbench.Lab.Ocpi.Commands;
using Wire = Voltbench.Ocpi.V211.Commands;

namespace Voltbench.Gateway.OcpiPeer.V211.Commands;

/// <summary>STOP_SESSION.</summary>
internal static class StopSession
{
    public static Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct) =>
        CommandCalls.TakeAsync<Wire.StopSession>(
            call,
            CommandKind.StopSession,
            static command => (command.ResponseUrl, new CommandOrder { SessionId = command.SessionId }),
            CommandsModule.Answer,
            ct);
}
