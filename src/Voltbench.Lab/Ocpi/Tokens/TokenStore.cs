using Dapper;
using Npgsql;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Parties;

namespace Voltbench.Lab.Ocpi.Tokens;

/// <summary>What became of a token that a peer told.</summary>
public enum TokenWrite : byte
{
    Created,
    Updated,

    /// <summary>What is stored is newer (last_updated); nothing was changed.</summary>
    Older,

    /// <summary>There is nothing to change.</summary>
    Unknown,

    /// <summary>The change is not allowed, for a reason that is told.</summary>
    Refused,
}

/// <summary>The tokens that a CPO was told by its peers.</summary>
public sealed class TokenStore(LabDatabase database)
{
    private const string Key = "partner_operation_id = @party and country_code = @country and party_id = @partyId and lower(uid) = lower(@uid)";

    /// <summary>One token; null when nobody told it.</summary>
    /// <param name="party">Our CPO.</param>
    /// <param name="country">Of the owner, upper case.</param>
    /// <param name="partyId">Of the owner, upper case.</param>
    /// <param name="uid">In any case.</param>
    /// <param name="type">Null for RFID (the default of mod_tokens), or else the only one with this uid.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<TokenObject?> FindAsync(Party party, string country, string partyId, string uid, string? type, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await FindAsync(connection, null, party.Id, country, partyId, uid, type, ct);
    }

    /// <summary>Stores a token as its owner pushed it.</summary>
    public async Task<TokenWrite> PutAsync(Party party, long peer, TokenObject token, CancellationToken ct) => await database.WriteAsync(
        async tx =>
        {
            var stored = await FindAsync(tx.Connection!, tx, party.Id, token.CountryCode, token.PartyId, token.Uid, token.Type, ct);
            if (stored is not null && stored.LastUpdated > token.LastUpdated)
                return TokenWrite.Older;
            await WriteAsync(tx, party.Id, peer, stored?.Uid ?? token.Uid, token, ct);
            return stored is null ? TokenWrite.Created : TokenWrite.Updated;
        },
        ct);

    /// <summary>Changes members of a token as its owner pushed them.</summary>
    /// <returns>With <see cref="TokenWrite.Refused"/> why.</returns>
    public async Task<(TokenWrite Outcome, string? Fault)> PatchAsync(
        Party party, long peer, string country, string partyId, string uid, string? type, ReadOnlyMemory<byte> patch, CancellationToken ct) => await database.WriteAsync(
        async tx =>
        {
            if (await FindAsync(tx.Connection!, tx, party.Id, country, partyId, uid, type, ct) is not { } stored)
                return (TokenWrite.Unknown, (string?)null);
            if (stored.Patch(party.Version, patch.Span, out var fault) is not { } changed)
                return (TokenWrite.Refused, fault);
            if (!changed.Means(stored))
                return (TokenWrite.Refused, "country_code, party_id, uid and type are the key of a token; a PATCH cannot change them.");
            if (changed.LastUpdated < stored.LastUpdated)
                return (TokenWrite.Older, null);
            await WriteAsync(tx, party.Id, peer, stored.Uid, changed, ct);
            return (TokenWrite.Updated, null);
        },
        ct);

    /// <summary>Every token of a CPO with this uid, in any case.</summary>
    internal async Task<IReadOnlyList<KnownToken>> FindAllAsync(long party, string uid, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<KnownToken>(new CommandDefinition(
            "select peer_id, type, valid, whitelist, body::text as body, last_updated from ocpp.ocpi_tokens where partner_operation_id = @party and lower(uid) = lower(@uid)",
            new { party, uid },
            cancellationToken: ct))).AsList();
    }

    /// <summary>Stores a page of a pull. What is stored and newer stays, but counts as told.</summary>
    internal static async Task WritePageAsync(NpgsqlTransaction tx, long party, long peer, IReadOnlyList<TokenObject> tokens, CancellationToken ct)
    {
        if (tokens.Count == 0)
            return;
        await tx.Connection!.ExecuteAsync(new CommandDefinition(
            """
            insert into ocpp.ocpi_tokens (partner_operation_id, peer_id, country_code, party_id, uid, type, valid, whitelist, body, last_updated)
            select @party, @peer, t.country, t.party_id, t.uid, t.type, t.valid, t.whitelist, t.body::json, t.updated
            from unnest(@countries::text[], @partyIds::text[], @uids::text[], @types::text[], @valids::boolean[], @whitelists::text[], @bodies::text[], @updated::timestamptz[])
                as t (country, party_id, uid, type, valid, whitelist, body, updated)
            on conflict (partner_operation_id, country_code, party_id, uid, type) do update set
                peer_id = excluded.peer_id, valid = excluded.valid, whitelist = excluded.whitelist, body = excluded.body, last_updated = excluded.last_updated
                where ocpi_tokens.last_updated <= excluded.last_updated;
            update ocpp.ocpi_tokens k set told_at = now()
            from unnest(@countries::text[], @partyIds::text[], @uids::text[], @types::text[]) as t (country, party_id, uid, type)
            where k.partner_operation_id = @party and k.country_code = t.country and k.party_id = t.party_id and k.uid = t.uid and k.type = t.type
            """,
            new
            {
                party,
                peer,
                countries = tokens.Select(static t => t.CountryCode).ToArray(),
                partyIds = tokens.Select(static t => t.PartyId).ToArray(),
                uids = tokens.Select(static t => t.Uid).ToArray(),
                types = tokens.Select(static t => t.Type).ToArray(),
                valids = tokens.Select(static t => t.Valid).ToArray(),
                whitelists = tokens.Select(static t => t.Whitelist).ToArray(),
                bodies = tokens.Select(static t => t.Body).ToArray(),
                updated = tokens.Select(static t => t.LastUpdated.UtcDateTime).ToArray(),
            },
            tx,
            cancellationToken: ct));
    }

    private static async Task<TokenObject?> FindAsync(
        NpgsqlConnection connection, NpgsqlTransaction? tx, long party, string country, string partyId, string uid, string? type, CancellationToken ct)
    {
        var rows = (await connection.QueryAsync<TokenRow>(new CommandDefinition(
            $"""
            select country_code, party_id, uid, type, valid, whitelist, last_updated, body::text as body
            from ocpp.ocpi_tokens where {Key} and (@type::text is null or type = @type) order by type = 'RFID' desc limit 2 {(tx is null ? "" : "for update")}
            """,
            new { party, country, partyId, uid, type },
            tx,
            cancellationToken: ct))).AsList();
        if (rows.Count == 0 || (type is null && rows.Count > 1 && rows[0].Type != "RFID"))
            return null;
        return rows[0].ToObject();
    }

    private static Task WriteAsync(NpgsqlTransaction tx, long party, long peer, string storedUid, TokenObject token, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(
            """
            insert into ocpp.ocpi_tokens (partner_operation_id, peer_id, country_code, party_id, uid, type, valid, whitelist, body, last_updated)
            values (@party, @peer, @CountryCode, @PartyId, @storedUid, @Type, @Valid, @Whitelist, @Body::json, @LastUpdated)
            on conflict (partner_operation_id, country_code, party_id, uid, type) do update set
                peer_id = excluded.peer_id, valid = excluded.valid, whitelist = excluded.whitelist, body = excluded.body,
                last_updated = excluded.last_updated, told_at = now()
            """,
            new { party, peer, storedUid, token.CountryCode, token.PartyId, token.Type, token.Valid, token.Whitelist, token.Body, token.LastUpdated },
            tx,
            cancellationToken: ct));

    private sealed record TokenRow
    {
        public string CountryCode { get; init; } = "";

        public string PartyId { get; init; } = "";

        public string Uid { get; init; } = "";

        public string Type { get; init; } = "";

        public bool Valid { get; init; }

        public string Whitelist { get; init; } = "";

        public DateTimeOffset LastUpdated { get; init; }

        public string Body { get; init; } = "";

        public TokenObject ToObject() => new(CountryCode, PartyId, Uid, Type, Valid, Whitelist, LastUpdated, Body);
    }
}

/// <summary>A token as it is decided on.</summary>
internal sealed record KnownToken
{
    public long PeerId { get; init; }

    public string Type { get; init; } = "";

    public bool Valid { get; init; }

    public string Whitelist { get; init; } = "";

    public string Body { get; init; } = "";

    public DateTimeOffset LastUpdated { get; init; }
}
