using System.Text;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi.Transport;

namespace Voltbench.Gateway.OcpiPeer.Credentials;

/// <summary>The credentials module of both versions and roles: tokens for tokens, and whom they belong to.</summary>
internal sealed class CredentialsExchange(PeerStore store, PeerDiscovery discovery, OcpiPeerSettings settings)
{
    private readonly OcpiGate _gate = new(settings.MaxHandshakesPerParty);

    /// <summary>GET: the credentials that the caller uses. We keep no token; it is the one that was just shown.</summary>
    public static Task<OcpiAnswer> GetAsync(OcpiCall call) => Task.FromResult(
        call.Access.Kind == AccessKind.Pending ? OcpiAnswer.Unauthorized : Ours(call, call.ShownToken));

    /// <summary>POST: registers.</summary>
    public Task<OcpiAnswer> PostAsync(OcpiCall call, CancellationToken ct) => call.Access.Kind switch
    {
        AccessKind.Registration => RunAsync(call, (given, found) => store.RegisterAsync(call.Access, given, found, ct), ct),
        AccessKind.Spent => RepeatAsync(call, HttpMethod.Post, ct),
        AccessKind.Peer => Task.FromResult(NotAllowed("This party is registered already: PUT changes its credentials, DELETE ends the registration.")),
        _ => Task.FromResult(OcpiAnswer.Unauthorized),
    };

    /// <summary>PUT: exchanges both tokens and reads the endpoints anew.</summary>
    public Task<OcpiAnswer> PutAsync(OcpiCall call, CancellationToken ct) => call.Access.Kind switch
    {
        AccessKind.Peer => RunAsync(call, (given, found) => store.RenewAsync(call.Access, call.Access.Peer!, given, found, ct), ct),
        AccessKind.Spent => RepeatAsync(call, HttpMethod.Put, ct),
        AccessKind.Registration => Task.FromResult(NotAllowed("This party is not registered yet: POST registers it.")),
        _ => Task.FromResult(OcpiAnswer.Unauthorized),
    };

    /// <summary>DELETE: unregisters; the token is dead from now on.</summary>
    public async Task<OcpiAnswer> DeleteAsync(OcpiCall call, CancellationToken ct)
    {
        if (call.Access.Kind == AccessKind.Registration)
            return NotAllowed("This party is not registered.");
        if (call.Access.Kind != AccessKind.Peer)
            return OcpiAnswer.Unauthorized;
        await store.RemoveAsync(call.Party.Id, call.Access.Peer!.Id, ct);
        return OcpiAnswer.Done();
    }

    private async Task<OcpiAnswer> RepeatAsync(OcpiCall call, HttpMethod method, CancellationToken ct)
    {
        var body = await ReadAsync(call, ct);
        if (body.Fault is { } fault)
            return fault;
        // Before anybody is called: whoever holds a dead token only must not make us call addresses.
        if (!await store.IsRepetitionAsync(call.Access, method, body.Value!, ct))
            return OcpiAnswer.Unauthorized;
        return await RunAsync(call, (given, found) => store.RepeatAsync(call.Access, method, given, found, ct), ct);
    }

    private async Task<OcpiAnswer> RunAsync(OcpiCall call, Func<PeerCredentials, DiscoveredPeer, Task<string?>> exchange, CancellationToken ct)
    {
        var body = await ReadAsync(call, ct);
        if (body.Fault is { } refusal)
            return refusal;
        if (!_gate.TryEnter(call.Party.Id))
            return OcpiAnswer.Busy("This party does as many handshakes at the same time as it may. Try again later.");
        try
        {
            var given = body.Value!;
            var (found, fault) = await discovery.FindAsync(call.Party, call.Access.Peer?.Id, given.Url, given.Token, call.CorrelationId, ct);
            if (found is null)
                return OcpiAnswer.Fault(StatusCodes.Status200OK, fault!.StatusCode, fault.Message);
            return await exchange(given, found) is { } token ? Ours(call, token) : OcpiAnswer.Unauthorized;
        }
        finally
        {
            _gate.Leave(call.Party.Id);
        }
    }

    private static async ValueTask<OcpiBody<PeerCredentials>> ReadAsync(OcpiCall call, CancellationToken ct)
    {
        var json = await call.ReadJsonAsync(ct);
        if (json.Fault is { } fault)
            return new(null, fault);
        return PeerCredentials.Read(call.Party, json.Value.Span, out var violation) is { } credentials
            ? new(credentials, null)
            : new(null, OcpiAnswer.Invalid(violation!));
    }

    private static OcpiAnswer Ours(OcpiCall call, string token) =>
        OcpiAnswer.Raw(Encoding.UTF8.GetString(PeerCredentials.Write(call.Party, token, $"{call.BaseUrl}/versions")));

    private static OcpiAnswer NotAllowed(string message) => OcpiAnswer.Fault(StatusCodes.Status405MethodNotAllowed, OcpiStatus.ClientError, message);
}
