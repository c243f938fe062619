using System.Globalization;
using System.Text.Json.Serialization;
using Voltbench.Gateway.Paging;
using Voltbench.Lab.Ocpi.Outbox;

namespace Voltbench.Gateway.OcpiOutbox;

/// <summary>A message that waits for a peer, or was given up.</summary>
/// <param name="Id">Number; those of one object are delivered in its order.</param>
/// <param name="Peer">For whom.</param>
/// <param name="Module">Of OCPI.</param>
/// <param name="ObjectKey">Kind and id of the object.</param>
/// <param name="Method">PUT, PATCH, POST or DELETE.</param>
/// <param name="Path">Behind the URL of the peer's receiver.</param>
/// <param name="Status"><c>PENDING</c> or <c>DEAD</c>.</param>
/// <param name="Attempts">So far.</param>
/// <param name="NextAttemptAt">Null when dead.</param>
/// <param name="LastError">Of the last attempt; null before it.</param>
/// <param name="CreatedAt">UTC.</param>
public sealed record OutboxMessageBody(
    string Id, OutboxPeerBody Peer, string Module, string ObjectKey, string Method, string Path, string Status, int Attempts, DateTime? NextAttemptAt, string? LastError,
    DateTime CreatedAt)
{
    internal static OutboxMessageBody Of(OutboxItem item) => new(
        item.Id.ToString(CultureInfo.InvariantCulture),
        new OutboxPeerBody(item.PeerId.ToString(CultureInfo.InvariantCulture), item.CountryCode, item.PartyId),
        item.Module,
        item.ObjectKey,
        item.Method,
        item.Path,
        item.Status,
        item.Attempts,
        item.Status == "DEAD" ? null : item.NextAttemptAt.UtcDateTime,
        item.LastError,
        item.CreatedAt.UtcDateTime);
}

/// <summary>A peer in short.</summary>
public sealed record OutboxPeerBody(string Id, string CountryCode, string PartyId);

/// <summary>How many messages are tried again.</summary>
public sealed record OutboxRetriedBody(int Retried);

/// <summary>How many objects were queued.</summary>
public sealed record OutboxQueuedBody(int Queued);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Page<OutboxMessageBody>), TypeInfoPropertyName = "OutboxPage")]
[JsonSerializable(typeof(OutboxRetriedBody))]
[JsonSerializable(typeof(OutboxQueuedBody))]
internal sealed partial class OutboxJson : JsonSerializerContext;
