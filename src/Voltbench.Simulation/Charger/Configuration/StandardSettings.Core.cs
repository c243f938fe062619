using Voltbench.Ocpp;
using Voltbench.Ocpp.V201.Provisioning;

namespace Voltbench.Simulation.Charger.Configuration;

/// <content>OCPP 1.6 §9.1 as far as it has no chapter of its own.</content>
internal static partial class StandardSettings
{
    /// <summary>Most keys of one GetConfiguration.</summary>
    public static readonly Setting<int> GetConfigurationMaxKeys = Constant("GetConfigurationMaxKeys", null, 100);

    public static readonly Setting<int> NumberOfConnectors = Fact("NumberOfConnectors", null, static s => s.Connectors.Length);

    /// <summary>How long a status must hold before it is reported; shorter ones are not.</summary>
    public static readonly Setting<TimeSpan> MinimumStatusDuration = new SecondsSetting("MinimumStatusDuration", "OCPPCommCtrlr.MinimumStatusDuration", static _ => TimeSpan.Zero);

    /// <summary>Tries of a reset that failed; the one of this station never does.</summary>
    public static readonly Setting<int> ResetRetries = new NumberSetting("ResetRetries", "OCPPCommCtrlr.ResetRetries", static _ => 0) { Max = 10 };

    /// <summary>The lock of a socket opens when the driver pulls the plug at the car; otherwise it holds the cable until it is unlocked.</summary>
    public static readonly Setting<bool> UnlockOnEVSideDisconnect = new FlagSetting("UnlockConnectorOnEVSideDisconnect", "OCPPCommCtrlr.UnlockOnEVSideDisconnect", static _ => true);

    // The station has no lamps: the keys are there, and nothing can be set.
    public static readonly Setting<int> BlinkRepeat = Constant("BlinkRepeat", null, 0);

    public static readonly Setting<int> LightIntensity = Constant("LightIntensity", null, 0);

    /// <summary>How the connectors are wired to the grid's phases (§9.1.6): <c>1.RST,2.STR</c>.</summary>
    public static readonly Setting<PhaseRotations> ConnectorPhaseRotation = new FormSetting<PhaseRotations>(
        "ConnectorPhaseRotation", null, PhaseRotations.Usual, PhaseRotations.TryParse, static v => v.ToString())
    {
        Max = 500,
        Rule = static (s, v) => v.Fits(s) ? default : Objection.InvalidValue($"Connectors are 0 to {s.Connectors.Length}."),
    };

    public static readonly Setting<int> ConnectorPhaseRotationMaxLength = Fact("ConnectorPhaseRotationMaxLength", null, static s => s.Connectors.Length + 1);

    /// <summary>Feature profiles of 1.6 that are built.</summary>
    public static readonly Setting<IReadOnlyList<FeatureProfile>> SupportedFeatureProfiles = new ListSetting<FeatureProfile>(
        "SupportedFeatureProfiles", null, static _ => V16.FeatureProfiles.Supported)
    {
        Mutability = Mutability.ReadOnly,
        IsConstant = true,
    };

    public static readonly Setting<int> SupportedFeatureProfilesMaxLength = Constant("SupportedFeatureProfilesMaxLength", null, Enum.GetValues<FeatureProfile>().Length);

    /// <summary>A figure of the station that nobody sets.</summary>
    private static Setting<int> Fact(string? key, string? variable, Func<Station, int> value, string? unit = null)
        => new NumberSetting(key, variable, value) { Mutability = Mutability.ReadOnly, Unit = unit };

    private static Setting<bool> Fact(string? key, string? variable, Func<Station, bool> value)
        => new FlagSetting(key, variable, value) { Mutability = Mutability.ReadOnly };

    private static Setting<string> Fact(string? key, string? variable, Func<Station, string> value)
        => new TextSetting(key, variable, value) { Mutability = Mutability.ReadOnly };

    /// <summary>A figure that is the same for every station.</summary>
    private static Setting<int> Constant(string? key, string? variable, int value, string? unit = null)
        => new NumberSetting(key, variable, _ => value) { Mutability = Mutability.ReadOnly, IsConstant = true, Unit = unit };

    private static Setting<bool> Constant(string? key, string? variable, bool value)
        => new FlagSetting(key, variable, _ => value) { Mutability = Mutability.ReadOnly, IsConstant = true };

    /// <summary>How many of something there are, of at most so many.</summary>
    private static Setting<int> Count(string variable, int most, Func<Station, int> count)
        => new NumberSetting(null, variable, count) { Mutability = Mutability.ReadOnly, Max = most };

    private static bool IsV16(Station station) => station.Spec.Version == OcppVersion.V16;
}
