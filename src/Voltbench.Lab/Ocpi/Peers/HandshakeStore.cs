using Dapper;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Outbox;
using Voltbench.Lab.Ocpi.Parties;

namespace Voltbench.Lab.Ocpi.Peers;

/// <summary>
/// Handshakes that our parties began. Token B has to open our versions before the other side has answered, and must be the same when the handshake is
/// tried again: the other side may have taken it although its answer was lost.
/// </summary>
public sealed class HandshakeStore(LabDatabase database, PeerDirectory directory, OutboxOptions pushes)
{
    /// <summary>Token B of the handshake with <paramref name="token"/>; the same for each try within an hour.</summary>
    public async Task<string> BeginAsync(Party party, string token, CancellationToken ct)
    {
        var tokenB = await database.WriteAsync(
            async tx =>
            {
                var connection = tx.Connection!;
                await connection.ExecuteAsync(new CommandDefinition(
                    """
                    with old as (
                        delete from ocpp.ocpi_handshakes where partner_operation_id = @id and created_at < now() - interval '1 hour' returning token_b)
                    delete from ocpp.ocpi_access_tokens t using old where t.hash = sha256(convert_to(old.token_b, 'UTF8')) and t.is_pending
                    """,
                    new { id = party.Id },
                    tx,
                    cancellationToken: ct));
                var kept = await connection.ExecuteScalarAsync<string>(new CommandDefinition(
                    """
                    insert into ocpp.ocpi_handshakes (partner_operation_id, token_a_hash, token_b) values (@id, @hash, @fresh)
                    on conflict (partner_operation_id, token_a_hash) do update set created_at = now()
                    returning token_b
                    """,
                    new { id = party.Id, hash = TokenHash.Bytes(TokenHash.Of(token)), fresh = TokenHash.NewToken() },
                    tx,
                    cancellationToken: ct));
                await connection.ExecuteAsync(new CommandDefinition(
                    "insert into ocpp.ocpi_access_tokens (hash, partner_operation_id, is_pending) values (@hash, @id, true) on conflict (hash) do nothing",
                    new { id = party.Id, hash = TokenHash.Bytes(TokenHash.Of(kept!)) },
                    tx,
                    cancellationToken: ct));
                return kept!;
            },
            ct);
        directory.Drop(party.Id);
        return tokenB;
    }

    /// <summary>The other side has taken token B: it is a peer, or another one of its tokens is replaced.</summary>
    /// <param name="party">Ours.</param>
    /// <param name="token">What was shown.</param>
    /// <param name="tokenB">What was given.</param>
    /// <param name="peerId">Null for a new peer.</param>
    /// <param name="credentials">What the other side gave.</param>
    /// <param name="found">Its endpoints.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The peer; null when the party is deleted or the handshake was ended by somebody else.</returns>
    public async Task<long?> CompleteAsync(
        Party party, string token, string tokenB, long? peerId, PeerCredentials credentials, DiscoveredPeer found, CancellationToken ct)
    {
        var id = await database.WriteAsync<long?>(
            async tx =>
            {
                var ended = await tx.Connection!.ExecuteAsync(new CommandDefinition(
                    "delete from ocpp.ocpi_handshakes where partner_operation_id = @id and token_a_hash = @hash and token_b = @tokenB",
                    new { id = party.Id, hash = TokenHash.Bytes(TokenHash.Of(token)), tokenB },
                    tx,
                    cancellationToken: ct));
                if (ended == 0 || !await PeerStore.IsAliveAsync(tx, party, ct))
                    return null;
                if (peerId is { } known)
                {
                    if (!await PeerStore.UpdateAsync(tx, party, known, credentials, found, ct))
                        return null;
                    await tx.Connection!.ExecuteAsync(new CommandDefinition("delete from ocpp.ocpi_access_tokens where peer_id = @known", new { known }, tx, cancellationToken: ct));
                }

                var peer = peerId ?? await PeerStore.InsertAsync(tx, party, credentials, found, ct);
                if (peerId is null)
                    await PeerStore.FirstPushAsync(tx, party, peer, pushes, ct);
                await tx.Connection!.ExecuteAsync(new CommandDefinition(
                    "update ocpp.ocpi_access_tokens set peer_id = @peer, is_pending = false where hash = @hash",
                    new { peer, hash = TokenHash.Bytes(TokenHash.Of(tokenB)) },
                    tx,
                    cancellationToken: ct));
                return peer;
            },
            ct);
        directory.Drop(party.Id);
        return id;
    }

    /// <summary>The other side has refused: token B is not good for anything any more.</summary>
    public async Task AbandonAsync(Party party, string token, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            with gone as (delete from ocpp.ocpi_handshakes where partner_operation_id = @id and token_a_hash = @hash returning token_b)
            delete from ocpp.ocpi_access_tokens t using gone where t.hash = sha256(convert_to(gone.token_b, 'UTF8')) and t.is_pending
            """,
            new { id = party.Id, hash = TokenHash.Bytes(TokenHash.Of(token)) },
            cancellationToken: ct));
        directory.Drop(party.Id);
    }
}
