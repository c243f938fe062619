namespace Voltbench.Gateway.OcpiPeer.V221.Commands;

/// <summary><c>POST commands/{command}</c>: the object in the body depends on the name.</summary>
internal static class PostCommand
{
    public static Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct) => call.Path("command") switch
    {
        "CANCEL_RESERVATION" => CancelReservation.AnswerAsync(call, ct),
        "RESERVE_NOW" => ReserveNow.AnswerAsync(call, ct),
        "START_SESSION" => StartSession.AnswerAsync(call, ct),
        "STOP_SESSION" => StopSession.AnswerAsync(call, ct),
        "UNLOCK_CONNECTOR" => UnlockConnector.AnswerAsync(call, ct),
        _ => Task.FromResult(CommandCalls.Unknown(call, "CANCEL_RESERVATION, RESERVE_NOW, START_SESSION, STOP_SESSION and UNLOCK_CONNECTOR")),
    };
}
