namespace Voltbench.Gateway.OcpiPeer.V221.Sessions;

/// <summary><c>GET …/sessions</c>: the sessions that the peer pays (OCPI 2.2.1 mod_sessions, Sender interface).</summary>
internal static class GetSessions
{
    public static Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct) => call.Page.From is null && call.Service<OcpiPeerSettings>().RequireDateFromOfSessions
        ? Task.FromResult(OcpiAnswer.Invalid("date_from is required: a date-time in UTC such as 2015-06-29T20:39:09Z."))
        : ObjectLists.AnswerAsync(call, (reader, window) => reader.SessionsAsync(call.Party.Id, call.Peer!.Id, window, call.Page.Offset, call.Page.Limit, ct));
}
