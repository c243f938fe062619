namespace Voltbench.Gateway.OcpiPeer.V211.Commands;

/// <summary><c>POST commands/{command}</c>: the object in the body depends on the name (§2.1.1).</summary>
internal static class PostCommand
{
    public static Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct) => call.Path("command") switch
    {
        "RESERVE_NOW" => ReserveNow.AnswerAsync(call, ct),
        "START_SESSION" => StartSession.AnswerAsync(call, ct),
        "STOP_SESSION" => StopSession.AnswerAsync(call, ct),
        "UNLOCK_CONNECTOR" => UnlockConnector.AnswerAsync(call, ct),
        _ => Task.FromResult(CommandCalls.Unknown(call, "RESERVE_NOW, START_SESSION, STOP_SESSION and UNLOCK_CONNECTOR")),
    };
}
