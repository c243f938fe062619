using System.Text;
using Npgsql;
using Voltbench.Lab.Ocpi.Messages;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;
using Voltbench.Ocpi.Transport;

namespace Voltbench.Lab.Ocpi.Outbox;

/// <summary>A message that is through.</summary>
/// <param name="Row">The message.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="Error">In words, for people; null when it was delivered.</param>
/// <param name="RetryAfter">What the peer asks for.</param>
internal sealed record Delivered(OutboxRow Row, DeliveryVerdict Verdict, string? Error, TimeSpan? RetryAfter);

/// <summary>One attempt at one message.</summary>
public sealed class Delivery(OcpiClient client, OutboxStore store, IEnumerable<IWholeObject> objects, OutboxOptions options)
{
    private readonly Dictionary<string, IWholeObject> _objects = objects.ToDictionary(static o => o.Module, StringComparer.Ordinal);

    /// <summary>True when a refused PATCH can be followed by a PUT of the whole.</summary>
    public bool HasWhole(string module) => _objects.ContainsKey(module);

    /// <summary>Sends the message and waits for the answer.</summary>
    /// <exception cref="OperationCanceledException">The token, nothing else.</exception>
    internal async Task<Delivered> SendAsync(long peerId, OutboxPeer peer, OutboxRow row, CancellationToken ct)
    {
        try
        {
            return await AttemptAsync(peerId, peer, row, ct);
        }
        catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
        {
            // The database, not the peer: as if it had not been tried.
            return new Delivered(row, DeliveryVerdict.PeerDown, $"The database could not be asked: {e.Message}", RetryAfter: null);
        }
    }

    private async Task<Delivered> AttemptAsync(long peerId, OutboxPeer peer, OutboxRow row, CancellationToken ct)
    {
        if (!peer.Receivers.TryGetValue(row.Module, out var receiver))
            return new Delivered(row, DeliveryVerdict.Rejected, $"The peer has no receiver for {row.Module} any more.", RetryAfter: null);

        var (method, path, body) = (row.Method, row.Path, (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(row.Body));
        if (row.Refresh)
        {
            if (!_objects.TryGetValue(row.Module, out var reader) || await reader.ReadAsync(peer.PartyId, row.ObjectKey, ct) is not { } whole)
                return new Delivered(row, DeliveryVerdict.Rejected, $"{row.ObjectKey} does not exist any more.", RetryAfter: null);
            (method, path, body) = ("PUT", whole.Path, whole.Body);
        }

        if (!Uri.TryCreate(receiver, UriKind.Absolute, out var url))
            return new Delivered(row, DeliveryVerdict.PeerDown, "The URL of the peer's receiver is not absolute.", RetryAfter: null);
        if (method == "POST")
            await store.BeginAsync(row.Id, row.Attempts + 1, ct);

        var outcome = await client.SendAsync(Request(peerId, peer, row, new HttpMethod(method), PartyLinks.Below(url, path), body), ct);
        return new Delivered(row, DeliveryVerdicts.Of(method, outcome), outcome.Detail, outcome.RetryAfter);
    }

    private OcpiRequest Request(long peerId, OutboxPeer peer, OutboxRow row, HttpMethod method, Uri url, ReadOnlyMemory<byte> body)
    {
        var to = new PartyAddress(peer.CountryCode, peer.PeerPartyId);
        OcpiVersion? version = OcpiVersions.TryParse(peer.Version, out var known) ? known : null;
        return new OcpiRequest(method, url)
        {
            Token = peer.Token,
            TokenIsBase64 = peer.TokenIsBase64,
            Body = method == HttpMethod.Delete ? default : body,
            // A repetition of a POST has the id of the first, so that a receiver can tell it from a second object.
            RequestId = method == HttpMethod.Post ? row.MessageId.ToString() : null,
            CorrelationId = row.MessageId.ToString(),
            From = new PartyAddress(peer.FromCountryCode, peer.FromPartyId),
            To = to.IsValid ? to : null,
            Version = version,
            Timeout = TimeSpan.FromSeconds(options.TimeoutSeconds),
            Tag = new MessageTag(peer.PartyId, peerId, row.Module),
        };
    }
}
