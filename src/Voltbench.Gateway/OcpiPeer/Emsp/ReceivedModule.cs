using Voltbench.Lab.Ocpi.Emsp;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.OcpiPeer.Emsp;

/// <summary><c>{module}/{country_code}/{party_id}/{id}</c> of tariffs and sessions (mod_tariffs, mod_sessions, eMSP interface).</summary>
/// <param name="module">As on the wire.</param>
/// <param name="idName">Of the last segment.</param>
/// <param name="kindOf">The objects of a version.</param>
internal sealed class ReceivedModule(string module, string idName, Func<OcpiVersion, ObjectKind> kindOf)
{
    public static readonly ReceivedModule Tariffs = new("tariffs", "tariff_id", ObjectKind.Tariff);
    public static readonly ReceivedModule Sessions = new("sessions", "session_id", ObjectKind.Session);

    public string Path { get; } = $"{module}/{{country_code}}/{{party_id}}/{{{idName}}}";

    public Task<OcpiAnswer> GetAsync(OcpiCall call, CancellationToken ct) => WithKey(call, ReceivedObject.GetAsync, ct);

    public Task<OcpiAnswer> PutAsync(OcpiCall call, CancellationToken ct) => WithKey(call, ReceivedObject.PutAsync, ct);

    public Task<OcpiAnswer> PatchAsync(OcpiCall call, CancellationToken ct) => WithKey(call, ReceivedObject.PatchAsync, ct);

    public Task<OcpiAnswer> DeleteAsync(OcpiCall call, CancellationToken ct) => WithKey(
        call,
        static async (c, kind, key, stop) => await c.Service<ReceivedObjects>().DeleteAsync(key, stop) ? OcpiAnswer.Done() : ReceivedObject.Unknown(kind, key),
        ct);

    private Task<OcpiAnswer> WithKey(OcpiCall call, Func<OcpiCall, ObjectKind, ObjectKey, CancellationToken, Task<OcpiAnswer>> answer, CancellationToken ct)
    {
        var (key, fault) = ReceivedObject.Key(call, module, call.Path(idName));
        return fault is null ? answer(call, kindOf(call.Version), key, ct) : Task.FromResult(fault);
    }
}
