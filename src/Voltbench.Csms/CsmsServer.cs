using System.Collections.Concurrent;
using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Voltbench.Ocpp;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Transport;

namespace Voltbench.Csms;

/// <summary>
/// The built-in CSMS: an OCPP server for 1.6 and 2.0.1. It keeps who is connected, answers every request a station may send, keeps the transactions
/// and sends requests of its own. Organizations never meet: a station is found by organization and identity only.
/// </summary>
public sealed partial class CsmsServer(CsmsOptions options, ICsmsStore store, ITokenAuthority tokens, TimeProvider time, ILogger<CsmsServer> log)
{
    private readonly ConcurrentDictionary<StationId, Station> stations = new();

    internal CsmsOptions Options { get; } = options;

    internal ICsmsStore Store { get; } = store;

    internal ITokenAuthority Tokens { get; } = tokens;

    internal TimeProvider Time { get; } = time;

    internal ILogger Log { get; } = log;

    /// <summary>
    /// Serves an accepted WebSocket until it ends. An older connection of the same station is closed with 1008: a station has one connection, and the
    /// newest is the one that works; the older is usually one that broke without the server noticing.
    /// </summary>
    /// <param name="id">Who it is.</param>
    /// <param name="version">What it speaks.</param>
    /// <param name="socket">Its socket.</param>
    /// <param name="operatorId">Whose station it is; null = nobody's: the settings decide about tokens, and no samples are kept.</param>
    public async Task RunAsync(StationId id, OcppVersion version, WebSocket socket, long? operatorId = null)
    {
        var station = new Station(this, id, version) { OperatorId = operatorId };
        Add(station);
        OcppConnection connection;
        try
        {
            connection = OcppConnection.Accept(socket, station, Options.MaxMessageBytes, Time);
        }
        catch
        {
            Remove(station);
            throw;
        }

        station.Attach(connection);
        await connection.Completion;
    }

    /// <summary>The stations of one organization that are connected to this node, in the order of their identities.</summary>
    public IReadOnlyList<StationInfo> List(Guid organizationId, int offset, int limit, out int total)
    {
        var all = stations.Where(s => s.Key.OrganizationId == organizationId).Select(s => s.Value).ToArray();
        total = all.Length;
        Array.Sort(all, static (a, b) => string.CompareOrdinal(a.Id.Identity, b.Id.Identity));
        return [.. all.Skip(offset).Take(limit).Select(s => s.Info())];
    }

    /// <summary>One connected station; null when it is not connected to this node.</summary>
    public StationInfo? Find(StationId id) => FindStation(id)?.Info();

    /// <summary>
    /// Sends a request to a station and waits for its answer, one at a time in the order of the callers. <paramref name="payload"/> is checked against
    /// the schema before it is sent.
    /// </summary>
    public Task<CallOutcome> RequestAsync(StationId id, OcppAction action, ReadOnlyMemory<byte> payload, CancellationToken stop) =>
        FindStation(id) is { } station
            ? station.CallAsync(action, payload, stop)
            : Task.FromResult(CallOutcome.Failed(CallOutcomeKind.NotConnected, "the station is not connected"));

    /// <inheritdoc cref="RequestAsync(StationId, OcppAction, ReadOnlyMemory{byte}, CancellationToken)"/>
    public Task<CallOutcome> RequestAsync<TRequest>(StationId id, TRequest request, CancellationToken stop) =>
        RequestAsync(id, OcppActions.For<TRequest>(), OcppJson.Serialize(request), stop);

    /// <summary>Closes every connection with 1001, because the server stops; the stations come back by themselves.</summary>
    public void CloseAll()
    {
        foreach (var station in stations.Values)
            station.Close(CloseCodes.GoingAway, "the server stops");
    }

    internal void Remove(Station station)
    {
        CsmsInstruments.Connected.Add(-1);
        stations.TryRemove(KeyValuePair.Create(station.Id, station));
    }

    private void Add(Station station)
    {
        CsmsInstruments.Connected.Add(1);
        Station? older = null;
        while (!stations.TryAdd(station.Id, station))
        {
            if (!stations.TryGetValue(station.Id, out var existing) || !stations.TryUpdate(station.Id, station, existing))
                continue;
            older = existing;
            break;
        }

        if (older is null)
            return;
        CsmsInstruments.Replaced.Add(1);
        LogReplaced(Log, station.Id);
        older.Close(CloseCodes.PolicyViolation, "replaced by a newer connection of this station");
    }

    private Station? FindStation(StationId id) => stations.GetValueOrDefault(id);
}
