namespace Voltbench.Simulation.Charger.Configuration;

/// <content>Authorization: AuthCtrlr and AuthCacheCtrlr.</content>
internal static partial class StandardSettings
{
    /// <summary>False lets everybody charge, without a token or with any.</summary>
    public static readonly Setting<bool> AuthEnabled = new FlagSetting(null, "AuthCtrlr.Enabled", static _ => true);

    /// <summary>The CSMS is never asked about a token: what the station knows decides.</summary>
    public static readonly Setting<bool> DisableRemoteAuthorization = new FlagSetting(null, "AuthCtrlr.DisableRemoteAuthorization", static _ => false);

    /// <summary>A session may start on an unknown token while the CSMS cannot be asked.</summary>
    public static readonly Setting<bool> AllowOfflineTxForUnknownId = new FlagSetting(
        "AllowOfflineTxForUnknownId", "AuthCtrlr.OfflineTxForUnknownIdEnabled", static s => s.Fleet.Options.AllowOfflineTxForUnknownId);

    /// <summary>The CSMS is asked before a remote start.</summary>
    public static readonly Setting<bool> AuthorizeRemoteTxRequests = new FlagSetting(
        "AuthorizeRemoteTxRequests", "AuthCtrlr.AuthorizeRemoteStart", static s => s.Fleet.Options.AuthorizeRemoteTxRequests);

    /// <summary>Tokens of the local list and the cache are good while the CSMS cannot be asked.</summary>
    public static readonly Setting<bool> LocalAuthorizeOffline = new FlagSetting("LocalAuthorizeOffline", "AuthCtrlr.LocalAuthorizeOffline", static _ => true);

    /// <summary>Tokens of the local list and the cache are good without asking the CSMS.</summary>
    public static readonly Setting<bool> LocalPreAuthorize = new FlagSetting("LocalPreAuthorize", "AuthCtrlr.LocalPreAuthorize", static _ => false);

    /// <summary>What the CSMS said of a token is remembered.</summary>
    public static readonly Setting<bool> AuthorizationCacheEnabled = new FlagSetting("AuthorizationCacheEnabled", "AuthCacheCtrlr.Enabled", static _ => true);

    public static readonly Setting<bool> AuthorizationCacheAvailable = Constant(null, "AuthCacheCtrlr.Available", true);

    /// <summary>After this time a remembered token expires; zero = never.</summary>
    public static readonly Setting<TimeSpan> AuthorizationCacheLifeTime = new SecondsSetting(null, "AuthCacheCtrlr.LifeTime", static _ => TimeSpan.Zero);

    /// <summary>Which remembered token goes when there is no room for another.</summary>
    public static readonly Setting<CachePolicy> AuthorizationCachePolicy = new OptionSetting<CachePolicy>(null, "AuthCacheCtrlr.Policy", static _ => CachePolicy.LRU);

    /// <summary>False: a remembered token that is not accepted is looked up again; true: it is not (C10).</summary>
    public static readonly Setting<bool> AuthorizationCacheDisablePostAuthorize = new FlagSetting(null, "AuthCacheCtrlr.DisablePostAuthorize", static _ => false);

    /// <summary>False: a token of the local list that is not accepted is looked up again; true: it is not (C14).</summary>
    public static readonly Setting<bool> LocalAuthListDisablePostAuthorize = new FlagSetting(null, "LocalAuthListCtrlr.DisablePostAuthorize", static _ => false);

    /// <summary>Tokens of this group stop any transaction and start none (C16); empty = none.</summary>
    public static readonly Setting<string> MasterPassGroupId = new TextSetting(null, "AuthCtrlr.MasterPassGroupId", static _ => "") { Max = 36 };
}
