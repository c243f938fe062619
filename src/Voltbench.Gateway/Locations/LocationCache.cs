using System.Collections.Concurrent;
using Voltbench.Gateway.Errors;
using Voltbench.Lab.Database;
using Voltbench.Lab.Locations;

namespace Voltbench.Gateway.Locations;

/// <summary>
/// Finished answers of <c>GET /ocpp/locations/{location_id}</c>. Writes of this node drop theirs at once, those of other nodes by notification;
/// while notifications do not arrive nothing is served from here. Bounded: a full cache starts anew.
/// </summary>
public sealed class LocationCache
{
    public const int Capacity = 50_000;

    private readonly ConcurrentDictionary<(Guid Organization, Guid Id), Answer> _answers = new();
    private readonly ConcurrentDictionary<Guid, Guid> _owners = new();
    private readonly LocationReader _reader;
    private readonly Notifications _notifications;
    private long _epoch;

    public LocationCache(LocationReader reader, Notifications notifications)
    {
        (_reader, _notifications) = (reader, notifications);
        notifications.Subscribe(LocationWriter.Channel, OnChanged, Clear);
    }

    /// <returns>Null when the organization has no such location.</returns>
    public ValueTask<Answer?> GetAsync(Guid organizationId, Guid id, CancellationToken ct) =>
        _notifications.IsListening && _answers.TryGetValue((organizationId, id), out var answer)
            ? ValueTask.FromResult<Answer?>(answer)
            : ReadAsync(organizationId, id, ct);

    /// <summary>To be called after the commit of a change and before its answer.</summary>
    public void Drop(Guid id)
    {
        Interlocked.Increment(ref _epoch);
        if (_owners.TryRemove(id, out var owner))
            _answers.TryRemove((owner, id), out _);
    }

    private async ValueTask<Answer?> ReadAsync(Guid organizationId, Guid id, CancellationToken ct)
    {
        var epoch = Interlocked.Read(ref _epoch);
        if (await _reader.FindAsync(organizationId, id, ct) is not { } location)
            return null;
        var answer = ApiResults.Ok(LocationBody.Of(location), LocationsJson.Default.LocationBody);
        if (_notifications.IsListening)
            Keep(organizationId, id, answer, epoch);
        return answer;
    }

    private void Keep(Guid organizationId, Guid id, Answer answer, long epoch)
    {
        if (_answers.Count >= Capacity)
            Clear();
        _owners[id] = organizationId;
        _answers[(organizationId, id)] = answer;
        // Something changed while this was read: it may be what was read.
        if (Interlocked.Read(ref _epoch) != epoch)
            Drop(id);
    }

    private void OnChanged(string payload)
    {
        if (Guid.TryParse(payload, out var id))
            Drop(id);
    }

    private void Clear()
    {
        Interlocked.Increment(ref _epoch);
        _answers.Clear();
        _owners.Clear();
    }
}
