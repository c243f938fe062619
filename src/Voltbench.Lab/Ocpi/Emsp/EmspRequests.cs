using System.Text.Json;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi.Transport;

namespace Voltbench.Lab.Ocpi.Emsp;

/// <summary>Single requests of an eMSP to a CPO, as the user asks for them.</summary>
public sealed class EmspRequests(OcpiClient client)
{
    public Task<OcpiOutcome> SendAsync(Party emsp, Peer cpo, string module, HttpMethod method, Uri url, JsonElement? body, CancellationToken ct) =>
        client.SendAsync(PeerRequests.To(emsp, cpo, module, method, url, body is { } json ? JsonSerializer.SerializeToUtf8Bytes(json) : default), ct);
}
