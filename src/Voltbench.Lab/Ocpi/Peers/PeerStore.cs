using Dapper;
using Npgsql;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Outbox;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Tokens;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Peers;

/// <summary>
/// Writes peers and their tokens. A token is exchanged for its successor in one commit, and whoever loses a race finds his token gone: a peer is
/// registered with one token or with the other, never with both or none.
/// </summary>
public sealed class PeerStore(LabDatabase database, PeerDirectory directory, OutboxOptions pushes)
{
    /// <summary>Tokens A of a party that wait for their registration, at most.</summary>
    public const int MaxRegistrations = 100;

    /// <summary>One more token A.</summary>
    /// <returns>Null when too many wait already, or the party is deleted.</returns>
    public async Task<string?> IssueRegistrationAsync(Party party, CancellationToken ct)
    {
        var token = TokenHash.NewToken();
        await using var connection = await database.OpenAsync(ct);
        var added = await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into ocpp.ocpi_access_tokens (hash, partner_operation_id)
            select @hash, id from ocpp.partner_operations
            where id = @id and deleted_at is null
              and (select count(*) from ocpp.ocpi_access_tokens where partner_operation_id = @id and peer_id is null and not is_pending) < @MaxRegistrations
            """,
            new { hash = TokenHash.Bytes(TokenHash.Of(token)), id = party.Id, MaxRegistrations },
            cancellationToken: ct));
        return added == 1 ? token : null;
    }

    /// <summary>Registers whoever showed token A: the peer, its endpoints and its token are there, and token A is gone.</summary>
    /// <returns>The token that the peer is to show from now on; null when token A is not good any more.</returns>
    public async Task<string?> RegisterAsync(PeerAccess access, PeerCredentials credentials, DiscoveredPeer found, CancellationToken ct)
    {
        var token = await database.WriteAsync<string?>(
            async tx =>
            {
                if (!await TakeAsync(tx, access, "peer_id is null and not is_pending", ct) || !await IsAliveAsync(tx, access.Party, ct))
                    return null;
                var peer = await InsertAsync(tx, access.Party, credentials, found, ct);
                await FirstPushAsync(tx, access.Party, peer, pushes, ct);
                await SpendAsync(tx, access, peer, HttpMethod.Post, credentials, ct);
                return await IssueAsync(tx, access.Party, peer, ct);
            },
            ct);
        directory.Drop(access.Party.Id);
        return token;
    }

    /// <summary>Exchanges what a peer told of itself, and its token.</summary>
    /// <returns>The new token; null when the old one is not good any more.</returns>
    public async Task<string?> RenewAsync(PeerAccess access, Peer peer, PeerCredentials credentials, DiscoveredPeer found, CancellationToken ct)
    {
        var token = await database.WriteAsync<string?>(
            async tx =>
            {
                if (!await TakeAsync(tx, access, "peer_id = @peer", ct, peer.Id))
                    return null;
                await tx.Connection!.ExecuteAsync(new CommandDefinition("delete from ocpp.ocpi_spent_tokens where peer_id = @peer", new { peer = peer.Id }, tx, cancellationToken: ct));
                if (!await UpdateAsync(tx, access.Party, peer.Id, credentials, found, ct))
                    return null;
                await SpendAsync(tx, access, peer.Id, HttpMethod.Put, credentials, ct);
                return await IssueAsync(tx, access.Party, peer.Id, ct);
            },
            ct);
        directory.Drop(access.Party.Id);
        return token;
    }

    /// <summary>
    /// Answers a repeated POST or PUT whose first answer was lost: the token that was given out then, and never used, is replaced by another one, because
    /// only its hash is known.
    /// </summary>
    /// <returns>The new token; null when the first answer did arrive, or the request is another.</returns>
    public async Task<string?> RepeatAsync(PeerAccess access, HttpMethod method, PeerCredentials credentials, DiscoveredPeer found, CancellationToken ct)
    {
        var peer = access.Peer!.Id;
        var token = await database.WriteAsync<string?>(
            async tx =>
            {
                var known = await tx.Connection!.ExecuteScalarAsync<int>(new CommandDefinition(
                    "select count(*) from ocpp.ocpi_spent_tokens where hash = @hash and peer_id = @peer and method = @method and given = @given",
                    new { hash = TokenHash.Bytes(access.TokenHash), peer, method = method.Method, given = TokenHash.Bytes(TokenHash.Of(credentials.Token)) },
                    tx,
                    cancellationToken: ct));
                if (known == 0)
                    return null;
                var unused = await tx.Connection!.ExecuteAsync(new CommandDefinition(
                    "delete from ocpp.ocpi_access_tokens where peer_id = @peer and used_at is null", new { peer }, tx, cancellationToken: ct));
                if (unused == 0)
                    return null;
                if (!await UpdateAsync(tx, access.Party, peer, credentials, found, ct))
                    return null;
                return await IssueAsync(tx, access.Party, peer, ct);
            },
            ct);
        directory.Drop(access.Party.Id);
        return token;
    }

    /// <summary>Whether <paramref name="credentials"/> repeat the request that spent the token.</summary>
    public async Task<bool> IsRepetitionAsync(PeerAccess access, HttpMethod method, PeerCredentials credentials, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from ocpp.ocpi_spent_tokens where hash = @hash and method = @method and given = @given)",
            new { hash = TokenHash.Bytes(access.TokenHash), method = method.Method, given = TokenHash.Bytes(TokenHash.Of(credentials.Token)) },
            cancellationToken: ct));
    }

    /// <summary>Ends a registration: tokens, endpoints, what waits to be sent and what the peer told of its tokens go with it.</summary>
    /// <returns>False when there was no such peer.</returns>
    public async Task<bool> RemoveAsync(long partnerOperationId, long peerId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var removed = await connection.ExecuteAsync(new CommandDefinition(
            "delete from ocpp.ocpi_peers where id = @peerId and partner_operation_id = @partnerOperationId", new { partnerOperationId, peerId }, cancellationToken: ct));
        directory.Drop(partnerOperationId);
        return removed > 0;
    }

    /// <summary>Notes that a peer has its token: what led to it cannot be repeated any more.</summary>
    public async Task MarkUsedAsync(PeerAccess access, CancellationToken ct)
    {
        await database.WriteAsync(
            async tx =>
            {
                await tx.Connection!.ExecuteAsync(new CommandDefinition(
                    """
                    update ocpp.ocpi_access_tokens set used_at = now() where hash = @hash and used_at is null;
                    delete from ocpp.ocpi_spent_tokens where peer_id = @peer
                    """,
                    new { hash = TokenHash.Bytes(access.TokenHash), peer = access.Peer!.Id },
                    tx,
                    cancellationToken: ct));
            },
            ct);
        directory.Drop(access.Party.Id);
    }

    /// <summary>The first sync is the peer's to pull, unless the setting says otherwise.</summary>
    internal static async Task FirstPushAsync(NpgsqlTransaction tx, Party party, long peer, OutboxOptions pushes, CancellationToken ct)
    {
        if (pushes.PushOnRegistration && party.Role == PartyRole.Cpo)
            await FullPush.QueueAsync(tx, party.Id, peer, ct);
    }

    internal static async Task<long> InsertAsync(NpgsqlTransaction tx, Party party, PeerCredentials credentials, DiscoveredPeer found, CancellationToken ct)
    {
        var id = await tx.Connection!.ExecuteScalarAsync<long>(new CommandDefinition(
            """
            insert into ocpp.ocpi_peers (partner_operation_id, country_code, party_id, credentials, token, token_is_base64, versions_url, version)
            values (@party, @country, @partyId, @json::json, @token, @base64, @url, @version) returning id
            """,
            new
            {
                party = party.Id,
                country = credentials.Roles[0].CountryCode,
                partyId = credentials.Roles[0].PartyId,
                json = credentials.Json,
                token = credentials.Token,
                base64 = found.TokenIsBase64,
                url = credentials.Url,
                version = party.Version.Number(),
            },
            tx,
            cancellationToken: ct));
        await WriteEndpointsAsync(tx, party, id, found, ct);
        return id;
    }

    /// <returns>False when the peer is gone.</returns>
    internal static async Task<bool> UpdateAsync(NpgsqlTransaction tx, Party party, long peer, PeerCredentials credentials, DiscoveredPeer found, CancellationToken ct)
    {
        var updated = await tx.Connection!.ExecuteAsync(new CommandDefinition(
            """
            update ocpp.ocpi_peers set country_code = @country, party_id = @partyId, credentials = @json::json, token = @token, token_is_base64 = @base64,
                versions_url = @url, updated_at = now()
            where id = @peer
            """,
            new
            {
                peer,
                country = credentials.Roles[0].CountryCode,
                partyId = credentials.Roles[0].PartyId,
                json = credentials.Json,
                token = credentials.Token,
                base64 = found.TokenIsBase64,
                url = credentials.Url,
            },
            tx,
            cancellationToken: ct));
        if (updated == 1)
            await WriteEndpointsAsync(tx, party, peer, found, ct);
        return updated == 1;
    }

    private static async Task WriteEndpointsAsync(NpgsqlTransaction tx, Party party, long peer, DiscoveredPeer found, CancellationToken ct)
    {
        await tx.Connection!.ExecuteAsync(new CommandDefinition(
            """
            delete from ocpp.ocpi_peer_endpoints where peer_id = @peer;
            insert into ocpp.ocpi_peer_endpoints (peer_id, module, role, url)
            select @peer, * from unnest(@modules::text[], @roles::text[], @urls::text[])
            """,
            new
            {
                peer,
                modules = found.Endpoints.Select(static endpoint => endpoint.Module).ToArray(),
                roles = found.Endpoints.Select(static endpoint => endpoint.Side.Name()).ToArray(),
                urls = found.Endpoints.Select(static endpoint => endpoint.Url.OriginalString).ToArray(),
            },
            tx,
            cancellationToken: ct));
        if (party.Role == PartyRole.Cpo && found.Endpoints.Any(static endpoint => endpoint is { Module: "tokens", Side: ModuleSide.Sender }))
            await TokenPullStore.RequestAsync(tx, party.Id, peer, isFull: false, ct);
    }

    /// <summary>Takes the shown token away; false when somebody else did.</summary>
    private static async Task<bool> TakeAsync(NpgsqlTransaction tx, PeerAccess access, string condition, CancellationToken ct, long? peer = null) =>
        await tx.Connection!.ExecuteAsync(new CommandDefinition(
            $"delete from ocpp.ocpi_access_tokens where hash = @hash and partner_operation_id = @party and {condition}",
            new { hash = TokenHash.Bytes(access.TokenHash), party = access.Party.Id, peer },
            tx,
            cancellationToken: ct)) == 1;

    /// <summary>Keeps the party from being deleted meanwhile.</summary>
    internal static async Task<bool> IsAliveAsync(NpgsqlTransaction tx, Party party, CancellationToken ct) =>
        await tx.Connection!.ExecuteScalarAsync<int?>(new CommandDefinition(
            "select 1 from ocpp.partner_operations where id = @id and deleted_at is null for share", new { id = party.Id }, tx, cancellationToken: ct)) is not null;

    private static async Task<string> IssueAsync(NpgsqlTransaction tx, Party party, long peer, CancellationToken ct)
    {
        var token = TokenHash.NewToken();
        await tx.Connection!.ExecuteAsync(new CommandDefinition(
            "insert into ocpp.ocpi_access_tokens (hash, partner_operation_id, peer_id) values (@hash, @party, @peer)",
            new { hash = TokenHash.Bytes(TokenHash.Of(token)), party = party.Id, peer },
            tx,
            cancellationToken: ct));
        return token;
    }

    private static Task SpendAsync(NpgsqlTransaction tx, PeerAccess access, long peer, HttpMethod method, PeerCredentials credentials, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(
            "insert into ocpp.ocpi_spent_tokens (hash, partner_operation_id, peer_id, method, given) values (@hash, @party, @peer, @method, @given)",
            new
            {
                hash = TokenHash.Bytes(access.TokenHash),
                party = access.Party.Id,
                peer,
                method = method.Method,
                given = TokenHash.Bytes(TokenHash.Of(credentials.Token)),
            },
            tx,
            cancellationToken: ct));
}
