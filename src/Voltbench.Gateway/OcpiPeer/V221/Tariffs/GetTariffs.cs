namespace Voltbench.Gateway.OcpiPeer.V221.Tariffs;

/// <summary><c>GET …/tariffs</c>: the tariffs of the CPO (OCPI 2.2.1 mod_tariffs, Sender interface).</summary>
internal static class GetTariffs
{
    public static Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct) =>
        ObjectLists.AnswerAsync(call, (reader, window) => reader.TariffsAsync(call.Party.Id, window, call.Page.Offset, call.Page.Limit, ct));
}
