namespace Voltbench.Gateway.OcpiPeer.V221.Cdrs;

/// <summary><c>GET …/cdrs</c>: the CDRs that the peer pays (OCPI 2.2.1 mod_cdrs, Sender interface).</summary>
internal static class GetCdrs
{
    public static Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct) =>
        ObjectLists.AnswerAsync(call, (reader, window) => reader.CdrsAsync(call.Party.Id, call.Peer!.Id, window, call.Page.Offset, call.Page.Limit, ct));
}
