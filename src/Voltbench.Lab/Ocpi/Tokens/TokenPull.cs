using System.Text.Json;
using Voltbench.Lab.Ocpi.Messages;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;
using Voltbench.Ocpi.Transport;

namespace Voltbench.Lab.Ocpi.Tokens;

/// <summary>
/// One run through the tokens of a peer, page by page along its links (transport_and_format, Pagination). Links that lead elsewhere, round in circles or
/// on without end are not followed.
/// </summary>
public sealed class TokenPull(
    OcpiClient client, PeerDirectory directory, PeerTargetPolicy policy, TokenPullStore store, TokenPullOptions options, TimeProvider time)
{
    private const int PageSize = 200;
    private const int MaxFailures = 6;

    /// <summary>After so long another peer has its turn: a long list that comes slowly must not keep the others waiting.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(10);

    internal async Task RunAsync(TokenPullRun run, CancellationToken ct)
    {
        var party = await directory.FindPartyAsync(run.PartnerOperationId, ct);
        var peer = await directory.FindPeerAsync(run.PartnerOperationId, run.PeerId, ct);
        if (party is null || peer?.Endpoint("tokens", ModuleSide.Sender) is not { } endpoint)
        {
            await store.FailAsync(run, "The peer has no endpoint to pull tokens from.", Interval, isOver: true, ct);
            return;
        }

        var url = run.NextUrl is { } kept ? new Uri(kept) : First(endpoint, run.DateFrom);
        var seen = new HashSet<string>(StringComparer.Ordinal) { url.AbsoluteUri };
        var (pages, tokens) = (run.Pages, run.Tokens);
        var began = time.GetTimestamp();
        while (true)
        {
            var outcome = await client.SendAsync(Request(party, peer, url), ct);
            if (!outcome.IsSuccess || outcome.Data is not { ValueKind: JsonValueKind.Array } data)
            {
                var isOver = run.Failures + 1 >= MaxFailures;
                await store.FailAsync(run, outcome.Detail ?? "The peer answered without a list of tokens.", Backoff(isOver ? MaxFailures : run.Failures), isOver, ct);
                return;
            }

            var (read, refused) = Read(party, peer, data);
            (pages, tokens) = (pages + 1, tokens + read.Count);
            if (outcome.NextLink is not { } next)
            {
                await store.CompleteAsync(run, read, refused, Interval, ct);
                return;
            }

            // A link that is not to be followed must not be stored as the place to go on.
            var objection = Objection(endpoint, next, seen, data.GetArrayLength(), pages, tokens);
            var isPaused = objection is null && time.GetElapsedTime(began) >= Turn;
            if (!await store.StoreAsync(run, read, refused, (objection is null ? next : url).AbsoluteUri, isPaused, ct) || isPaused)
                return;
            if (objection is not null)
            {
                await store.FailAsync(run, objection, Interval, isOver: true, ct);
                return;
            }

            (url, run) = (next, run with { Failures = 0 });
        }
    }

    private TimeSpan Interval => TimeSpan.FromMinutes(options.IntervalMinutes);

    private TimeSpan Backoff(int failures) =>
        TimeSpan.FromSeconds(Math.Min(options.MaxBackoffSeconds, Math.Max(1, options.MaxBackoffSeconds / 60) * Math.Pow(2, failures)));

    private static Uri First(Uri endpoint, DateTimeOffset? dateFrom)
    {
        var query = $"offset=0&limit={PageSize}";
        if (dateFrom is { } from)
            query += $"&date_from={Uri.EscapeDataString(OcpiDateTime.Format(from))}";
        var url = new UriBuilder(endpoint);
        url.Query = url.Query.Length > 1 ? $"{url.Query[1..]}&{query}" : query;
        return url.Uri;
    }

    private static OcpiRequest Request(Party party, Peer peer, Uri url) => new(HttpMethod.Get, url)
    {
        Token = peer.Token,
        TokenIsBase64 = peer.TokenIsBase64,
        Version = party.Version,
        From = new PartyAddress(party.CountryCode, party.PartyId),
        To = new PartyAddress(peer.CountryCode, peer.PartyId),
        Tag = new MessageTag(party.Id, peer.Id, "tokens"),
    };

    /// <summary>Each object for itself: wrong ones do not spoil the others, those of other parties are left out (transport_and_format, GET and Client Owned Object Pull).</summary>
    private static (IReadOnlyList<TokenObject> Tokens, int Refused) Read(Party party, Peer peer, JsonElement data)
    {
        var found = new Dictionary<(string, string, string, string), TokenObject>();
        var refused = 0;
        foreach (var element in data.EnumerateArray())
        {
            if (TokenObject.Read(party.Version, peer.CountryCode, peer.PartyId, JsonSerializer.SerializeToUtf8Bytes(element), out _) is not { } token
                || !peer.SpeaksFor(token.CountryCode, token.PartyId))
            {
                refused++;
                continue;
            }

            var key = (token.CountryCode, token.PartyId, token.Uid, token.Type);
            if (!found.TryGetValue(key, out var twin) || twin.LastUpdated <= token.LastUpdated)
                found[key] = token;
        }

        return (found.Values.ToList(), refused);
    }

    /// <summary>Why a link is not followed; null when it is.</summary>
    private string? Objection(Uri endpoint, Uri next, HashSet<string> seen, int count, int pages, int tokens)
    {
        // The token that we show is for this host and no other.
        if (!next.Scheme.Equals(endpoint.Scheme, StringComparison.Ordinal) || !next.Authority.Equals(endpoint.Authority, StringComparison.OrdinalIgnoreCase))
            return $"The link to the next page leads from {endpoint.Authority} to {next.Authority}.";
        if (policy.CheckUrl(next) is { } refusal)
            return refusal;
        if (!seen.Add(next.AbsoluteUri))
            return "The links of the pages lead round in a circle.";
        if (count == 0)
            return "An empty page has a link to a next one.";
        if (pages >= options.MaxPages)
            return $"The list has more than {options.MaxPages} pages.";
        return tokens >= options.MaxTokens ? $"The list has more than {options.MaxTokens} tokens." : null;
    }
}
