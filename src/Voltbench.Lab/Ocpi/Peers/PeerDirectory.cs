using System.Collections.Concurrent;
using Dapper;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Parties;

namespace Voltbench.Lab.Ocpi.Peers;

/// <summary>
/// Who may call which party, and whom a party may call. Kept in memory; the database tells of every change (triggers of migration 5), and while
/// notifications do not arrive everything is read anew. Bounded: a full directory starts anew.
/// </summary>
public sealed class PeerDirectory
{
    /// <summary>Parties in memory.</summary>
    public const int Capacity = 10_000;

    internal const string Channel = "voltbench_ocpi_peers";

    private readonly ConcurrentDictionary<long, PartyPeers> _parties = new();
    private readonly ConcurrentDictionary<string, long> _owners = new(StringComparer.Ordinal);
    private readonly LabDatabase _database;
    private readonly Notifications _notifications;
    private readonly TimeProvider _time;
    private long _epoch;

    public PeerDirectory(LabDatabase database, Notifications notifications, TimeProvider time)
    {
        (_database, _notifications, _time) = (database, notifications, time);
        notifications.Subscribe(Channel, OnChanged, Clear);
    }

    /// <summary>Who shows one of <paramref name="tokens"/>, the spellings of one token; null when nobody does, or its party is deleted or expired.</summary>
    public async ValueTask<PeerAccess?> AuthenticateAsync(IReadOnlyList<string> tokens, CancellationToken ct)
    {
        // The spelling that is meant is most often known already; only when none is, the database is asked for each.
        var hashes = tokens.Select(TokenHash.Of).ToList();
        foreach (var hash in hashes.OrderByDescending(_owners.ContainsKey))
        {
            if (await FindAsync(hash, ct) is { } access)
                return access;
        }

        return null;
    }

    /// <summary>Whose token was exchanged for another that was never shown yet; null when none of <paramref name="tokens"/> was.</summary>
    public async ValueTask<PeerAccess?> FindSpentAsync(IReadOnlyList<string> tokens, CancellationToken ct)
    {
        foreach (var token in tokens)
        {
            var hash = TokenHash.Of(token);
            await using var connection = await _database.OpenAsync(ct);
            var spent = await connection.QuerySingleOrDefaultAsync<(long Party, long Peer)?>(new CommandDefinition(
                "select partner_operation_id, peer_id from ocpp.ocpi_spent_tokens where hash = @hash", new { hash = TokenHash.Bytes(hash) }, cancellationToken: ct));
            if (spent is var (owner, id) && await PartyAsync(owner, ct) is { } party && IsAlive(party) && party.Peers.FirstOrDefault(peer => peer.Id == id) is { } peer)
                return new PeerAccess(hash, AccessKind.Spent, party.Party, party.ExpiresAt, peer, IsUsed: true);
        }

        return null;
    }

    /// <summary>The peers of a party in order of their registration; none when the party is deleted.</summary>
    public async ValueTask<IReadOnlyList<Peer>> PeersOfAsync(long partnerOperationId, CancellationToken ct) =>
        await PartyAsync(partnerOperationId, ct) is { } party ? party.Peers : [];

    /// <summary>One peer of a party; null when there is none such.</summary>
    public async ValueTask<Peer?> FindPeerAsync(long partnerOperationId, long peerId, CancellationToken ct) =>
        (await PeersOfAsync(partnerOperationId, ct)).FirstOrDefault(peer => peer.Id == peerId);

    /// <summary>A party that is neither deleted nor expired.</summary>
    public async ValueTask<Party?> FindPartyAsync(long partnerOperationId, CancellationToken ct) =>
        await PartyAsync(partnerOperationId, ct) is { } entry && IsAlive(entry) ? entry.Party : null;

    /// <summary>To be called after the commit of a change and before its answer: this node sees it at once, the others by notification.</summary>
    public void Drop(long partnerOperationId)
    {
        Interlocked.Increment(ref _epoch);
        _parties.TryRemove(partnerOperationId, out _);
    }

    private async ValueTask<PeerAccess?> FindAsync(string hash, CancellationToken ct)
    {
        if (_owners.TryGetValue(hash, out var owner) && await PartyAsync(owner, ct) is { } known && known.Tokens.TryGetValue(hash, out var token))
            return Access(known, token);
        if (await OwnerAsync(hash, ct) is not { } found || await PartyAsync(found, ct) is not { } party)
        {
            _owners.TryRemove(hash, out _);
            return null;
        }

        if (!party.Tokens.TryGetValue(hash, out token))
        {
            // The party was in memory from before the token was.
            Drop(found);
            party = await PartyAsync(found, ct);
            if (party is null || !party.Tokens.TryGetValue(hash, out token))
                return null;
        }

        if (_owners.Count >= Capacity * 4)
            Clear();
        _owners[hash] = found;
        return Access(party, token);
    }

    private PeerAccess? Access(PartyPeers party, TokenRow token)
    {
        if (!IsAlive(party))
            return null;
        var peer = token.PeerId is { } id ? party.Peers.FirstOrDefault(p => p.Id == id) : null;
        if (token.PeerId is not null && peer is null)
            return null;
        var kind = peer is not null ? AccessKind.Peer : token.IsPending ? AccessKind.Pending : AccessKind.Registration;
        return new PeerAccess(token.Hash, kind, party.Party, party.ExpiresAt, peer, token.IsUsed);
    }

    private bool IsAlive(PartyPeers party) => party.ExpiresAt is not { } expiry || expiry > _time.GetUtcNow();

    private async ValueTask<PartyPeers?> PartyAsync(long id, CancellationToken ct)
    {
        if (_notifications.IsListening && _parties.TryGetValue(id, out var kept))
            return kept;
        var epoch = Interlocked.Read(ref _epoch);
        await using var connection = await _database.OpenAsync(ct);
        if (await PeerRows.ReadAsync(connection, id, ct) is not { } party)
            return null;
        if (_notifications.IsListening)
            Keep(party, epoch);
        return party;
    }

    private void Keep(PartyPeers party, long epoch)
    {
        if (_parties.Count >= Capacity)
            Clear();
        _parties[party.Party.Id] = party;
        // Something changed while this was read: it may be what was read.
        if (Interlocked.Read(ref _epoch) != epoch)
            Drop(party.Party.Id);
    }

    private async Task<long?> OwnerAsync(string hash, CancellationToken ct)
    {
        await using var connection = await _database.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            "select partner_operation_id from ocpp.ocpi_access_tokens where hash = @hash", new { hash = TokenHash.Bytes(hash) }, cancellationToken: ct));
    }

    private void OnChanged(string payload)
    {
        if (long.TryParse(payload, System.Globalization.CultureInfo.InvariantCulture, out var id))
            Drop(id);
    }

    private void Clear()
    {
        Interlocked.Increment(ref _epoch);
        _parties.Clear();
        _owners.Clear();
    }
}
