using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger.Tokens;

/// <summary>What the station knows of tokens without asking: its authorization cache and its local list, both on disk.</summary>
internal sealed class KnownTokens(Station station) : ICallOwner
{
    /// <summary>Tokens that the cache keeps: one document is written whole whenever a token is learnt.</summary>
    public const int CacheCapacity = 100;

    private TokenCache? _cache;
    private LocalList? _list;

    public TokenCache Cache => _cache ??= new TokenCache(CacheCapacity);

    public LocalList List => _list ??= new LocalList();

    public bool IsCacheEnabled => station.Configuration.Get(StandardSettings.AuthorizationCacheEnabled);

    public bool IsListEnabled => station.Configuration.Get(StandardSettings.LocalAuthListEnabled);

    /// <summary>Tokens on the list.</summary>
    public int Entries => _list?.Count ?? 0;

    /// <summary>What the station may decide by itself about a token.</summary>
    public TokenDecision Decide(Token token, bool isOnline)
    {
        var decision = TokenDecision.Of(Rules(), isOnline, token, Listed(token), Cached(token), station.ClockNow);
        if (decision is { Action: TokenAction.Accept, Source: TokenSource.Cache } && Cache.Use(token, station.ClockNow))
            station.Memory.Changed(Cache);
        return decision;
    }

    /// <summary>What is known of a token; the list goes before the cache (1.6 §3.5.3).</summary>
    public TokenStanding? Find(Token token) => Listed(token) ?? Cached(token);

    /// <summary>
    /// The CSMS said something of a token (1.6 §3.5.1; 2.0.1 C10.FR.04, C10.FR.05). A token of the list is not taken into the cache; when the CSMS
    /// contradicts its own list it is told (1.6 §3.5.2).
    /// </summary>
    public void Learn(Token token, TokenStanding standing)
    {
        if (Listed(token) is { } listed)
        {
            var now = station.ClockNow;
            if (listed.IsValidAt(now) != standing.IsValidAt(now))
                station.Face.ReportListConflict(station);
        }
        else if (IsCacheEnabled && token.Type is not (IdTokenType.Central or IdTokenType.NoAuthorization))
        {
            Cache.Learn(token, standing, station.ClockNow, station.Configuration.Get(StandardSettings.AuthorizationCachePolicy) == CachePolicy.LFU);
            station.Memory.Changed(Cache);
        }
    }

    /// <summary>Empties the cache; how many tokens it held.</summary>
    public int ClearCache()
    {
        if (_cache is not { Count: > 0 })
            return 0;
        station.Memory.Changed(_cache);
        return _cache.Empty();
    }

    /// <summary>Takes a token out of the cache (2.0.1 N10); false when it is not there.</summary>
    public bool Forget(Token token)
    {
        if (_cache?.Remove(token) != true)
            return false;
        station.Memory.Changed(_cache);
        return true;
    }

    /// <summary>What the cache holds of a token and what the list does, enabled or not.</summary>
    public (TokenStanding? Cached, TokenStanding? Listed) Kept(Token token) => (_cache?.Find(token, station.ClockNow, null), _list?.Find(token));

    /// <summary>Replaces or changes the list.</summary>
    public LocalListResult Update(int version, bool isDifferential, IReadOnlyList<LocalListChange> changes)
    {
        var result = List.Apply(
            version,
            isDifferential,
            changes,
            station.Configuration.Get(StandardSettings.SendLocalListMaxLength),
            station.Configuration.Get(StandardSettings.LocalAuthListMaxLength));
        if (result != LocalListResult.Accepted)
            return result;
        station.Memory.Changed(List);
        foreach (var change in changes)
        {
            if (change.Standing is not null && _cache?.Remove(change.Token) == true)
                station.Memory.Changed(_cache);
        }

        return result;
    }

    /// <summary>Empties the list; how many tokens it held.</summary>
    public int ClearList()
    {
        if (_list is not { Count: > 0 })
            return 0;
        station.Memory.Changed(_list);
        return _list.Empty();
    }

    /// <summary>The CSMS took note of a conflict with its list, or did not.</summary>
    public void OnAnswer(object? tag, in CallAnswer answer)
    {
        if (answer.End is not (CallEnd.Result or CallEnd.Lost))
            station.Connection.Report(answer.Problem("StatusNotification"));
    }

    private TokenStanding? Listed(Token token) => _list is not null && IsListEnabled ? _list.Find(token) : null;

    private TokenStanding? Cached(Token token)
    {
        if (_cache is null || !IsCacheEnabled)
            return null;
        var lifeTime = station.Configuration.Get(StandardSettings.AuthorizationCacheLifeTime);
        return _cache.Find(token, station.ClockNow, lifeTime > TimeSpan.Zero ? lifeTime : null);
    }

    private TokenRules Rules() => new()
    {
        IsEnabled = station.Configuration.Get(StandardSettings.AuthEnabled),
        LocalPreAuthorize = station.Configuration.Get(StandardSettings.LocalPreAuthorize),
        LocalAuthorizeOffline = station.Configuration.Get(StandardSettings.LocalAuthorizeOffline),
        AllowUnknownOffline = station.Configuration.Get(StandardSettings.AllowOfflineTxForUnknownId),
        NeverAsk = station.Configuration.Get(StandardSettings.DisableRemoteAuthorization),
        TrustCachedRefusal = station.Configuration.Get(StandardSettings.AuthorizationCacheDisablePostAuthorize),
        TrustListedRefusal = station.Configuration.Get(StandardSettings.LocalAuthListDisablePostAuthorize),
    };
}
