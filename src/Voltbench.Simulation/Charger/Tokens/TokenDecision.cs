using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Simulation.Charger.Tokens;

/// <summary>What the station may do by itself about a token.</summary>
internal enum TokenAction : byte
{
    /// <summary>Only the CSMS can tell.</summary>
    Ask,

    Accept,

    Refuse,
}

/// <summary>Who decided.</summary>
internal enum TokenSource : byte
{
    /// <summary>Nobody: no authorization is needed.</summary>
    None,

    LocalList,

    Cache,

    /// <summary>Nobody knows the token and the station cannot ask.</summary>
    Unknown,

    Csms,
}

/// <summary>The settings that bear on it (1.6 §9.1, §9.2; 2.0.1 AuthCtrlr, AuthCacheCtrlr, LocalAuthListCtrlr).</summary>
internal readonly record struct TokenRules
{
    public TokenRules()
    {
    }

    /// <summary>2.0.1 AuthEnabled: false lets everybody charge.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>LocalPreAuthorize: what the station knows saves asking while it is online.</summary>
    public bool LocalPreAuthorize { get; init; }

    /// <summary>LocalAuthorizeOffline: what it knows counts while it is offline.</summary>
    public bool LocalAuthorizeOffline { get; init; }

    /// <summary>AllowOfflineTxForUnknownId, OfflineTxForUnknownIdEnabled.</summary>
    public bool AllowUnknownOffline { get; init; }

    /// <summary>2.0.1 DisableRemoteAuthorization: the CSMS is never asked.</summary>
    public bool NeverAsk { get; init; }

    /// <summary>2.0.1 AuthCacheCtrlr.DisablePostAuthorize.</summary>
    public bool TrustCachedRefusal { get; init; }

    /// <summary>2.0.1 LocalAuthListCtrlr.DisablePostAuthorize.</summary>
    public bool TrustListedRefusal { get; init; }
}

/// <summary>What is decided without the CSMS, by whom, and what is known of the token.</summary>
internal readonly record struct TokenDecision(TokenAction Action, TokenSource Source, TokenStanding? Standing, AuthorizationStatus Status)
{
    /// <summary>
    /// The order of the standards: the local list before the cache for the same token (1.6 §3.5.3), a valid entry saves asking, one that is not valid makes
    /// the station ask while it can (1.6 §3.5.1, 2.0.1 C12.FR.05, C14.FR.03) and refuses when it cannot (1.6 §3.5.4); an unknown token is asked about or,
    /// offline, taken on trust where that is allowed (C15).
    /// </summary>
    public static TokenDecision Of(
        in TokenRules rules,
        bool isOnline,
        Token token,
        TokenStanding? listed,
        TokenStanding? cached,
        DateTimeOffset now)
    {
        // The CSMS made up a Central token itself and knows of NoAuthorization: there is nothing to ask (2.0.1 C02, C05).
        if (!rules.IsEnabled || token.Type is IdTokenType.Central or IdTokenType.NoAuthorization)
            return new TokenDecision(TokenAction.Accept, TokenSource.None, listed ?? cached, AuthorizationStatus.Accepted);
        var source = listed is not null ? TokenSource.LocalList : cached is not null ? TokenSource.Cache : TokenSource.Unknown;
        var known = listed ?? cached;
        var status = known?.StatusAt(now) ?? AuthorizationStatus.Unknown;
        var isAlone = !isOnline || rules.NeverAsk;
        var action = (known, status) switch
        {
            (not null, AuthorizationStatus.Accepted) when isOnline => rules.LocalPreAuthorize || rules.NeverAsk ? TokenAction.Accept : TokenAction.Ask,
            (not null, AuthorizationStatus.Accepted) => rules.LocalAuthorizeOffline ? TokenAction.Accept : TokenAction.Refuse,
            (not null, _) when isAlone => TokenAction.Refuse,
            (not null, _) => rules.LocalPreAuthorize && (listed is not null ? rules.TrustListedRefusal : rules.TrustCachedRefusal) ? TokenAction.Refuse : TokenAction.Ask,
            (null, _) when !isOnline => rules.AllowUnknownOffline ? TokenAction.Accept : TokenAction.Refuse,
            _ => rules.NeverAsk ? TokenAction.Refuse : TokenAction.Ask,
        };
        return new TokenDecision(action, source, known, action == TokenAction.Accept ? AuthorizationStatus.Accepted : status);
    }
}
