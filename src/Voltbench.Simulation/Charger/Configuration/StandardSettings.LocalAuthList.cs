namespace Voltbench.Simulation.Charger.Configuration;

/// <content>The local authorization list: OCPP 1.6 §9.2, LocalAuthListCtrlr.</content>
internal static partial class StandardSettings
{
    private const int MaxLocalListLength = 10_000;

    public static readonly Setting<bool> LocalAuthListEnabled = new FlagSetting("LocalAuthListEnabled", "LocalAuthListCtrlr.Enabled", static _ => true);

    public static readonly Setting<bool> LocalAuthListAvailable = Constant(null, "LocalAuthListCtrlr.Available", true);

    /// <summary>Most tokens of the list.</summary>
    public static readonly Setting<int> LocalAuthListMaxLength = Constant("LocalAuthListMaxLength", null, MaxLocalListLength);

    /// <summary>Tokens of the list; <see cref="Setting.Max"/> is the most.</summary>
    public static readonly Setting<int> LocalAuthListEntries = Count("LocalAuthListCtrlr.Entries", MaxLocalListLength, static s => s.KnownTokens.Entries);

    /// <summary>Most tokens of one SendLocalList.</summary>
    public static readonly Setting<int> SendLocalListMaxLength = Constant("SendLocalListMaxLength", "LocalAuthListCtrlr.ItemsPerMessage", 1_000);

    /// <summary>Most bytes of one SendLocalList.</summary>
    public static readonly Setting<int> SendLocalListMaxBytes = Fact(null, "LocalAuthListCtrlr.BytesPerMessage", static s => s.Fleet.Options.MaxMessageBytes, "B");
}
