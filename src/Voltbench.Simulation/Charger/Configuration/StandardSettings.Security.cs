using Voltbench.Ocpp.V201.Provisioning;
using Voltbench.Simulation.Charger.Security;

namespace Voltbench.Simulation.Charger.Configuration;

/// <content>Security: the 1.6 security whitepaper §5 (configuration keys), SecurityCtrlr.</content>
internal static partial class StandardSettings
{
    /// <summary>Password of Basic authentication; nobody can read it back. Empty = none.</summary>
    public static readonly Setting<string> AuthorizationKey = new TextSetting("AuthorizationKey", "SecurityCtrlr.BasicAuthPassword", static s => s.Spec.AuthorizationKey ?? "")
    {
        Mutability = Mutability.WriteOnly,
        Min = 16,
        Max = 40,
        Rule = Password.Check,
        OnChanged = static s => s.Security.OnKeyChanged(),
    };

    /// <summary>Security profile of 1.6, which can only be raised (use case A05).</summary>
    public static readonly Setting<int> SecurityProfile = new NumberSetting("SecurityProfile", null, static s => s.Spec.SecurityProfile)
    {
        Max = 3,
        Rule = NetworkProfiles.CheckRaise,
        OnReplaced = static (s, before) => s.Security.Network.OnProfileRaised((int)before),
    };

    /// <summary>Security profile in use: that of the network profile.</summary>
    public static readonly Setting<int> ActiveSecurityProfile = Fact(null, "SecurityCtrlr.SecurityProfile", static s => Access.Of(s).Profile);

    /// <summary>Organization in the station's certificate.</summary>
    public static readonly Setting<string> CpoName = new TextSetting("CpoName", "SecurityCtrlr.OrganizationName", static _ => "Voltbench") { Max = 64 };

    /// <summary>Identity that the station connects with.</summary>
    public static readonly Setting<string> Identity = new TextSetting(null, "SecurityCtrlr.Identity", static s => s.Spec.Identity)
    {
        Min = 1,
        Max = 48,
        Rule = Password.CheckIdentity,
        OnChanged = static s => s.Security.OnIdentityChanged(),
    };

    /// <summary>A new CSMS root must be signed by the one that it replaces.</summary>
    public static readonly Setting<bool> AdditionalRootCertificateCheck = Fact(
        "AdditionalRootCertificateCheck", "SecurityCtrlr.AdditionalRootCertificateCheck", static s => s.Fleet.Options.AdditionalRootCertificateCheck);

    /// <summary>Longest certificate chain of one CertificateSigned, bytes.</summary>
    public static readonly Setting<int> CertificateSignedMaxChainSize = Constant("CertificateSignedMaxChainSize", "SecurityCtrlr.MaxCertificateChainSize", 10_000);

    /// <summary>Most certificates that the station keeps.</summary>
    public static readonly Setting<int> CertificateStoreMaxLength = Constant("CertificateStoreMaxLength", null, 32);

    /// <summary>Certificates that the station keeps; <see cref="Setting.Max"/> is the most.</summary>
    public static readonly Setting<int> CertificateEntries = Count("SecurityCtrlr.CertificateEntries", 32, static _ => 0);

    /// <summary>Wait for a signed certificate before the request is repeated; it doubles.</summary>
    public static readonly Setting<TimeSpan> CertSigningWaitMinimum = new SecondsSetting("CertSigningWaitMinimum", "SecurityCtrlr.CertSigningWaitMinimum", static _ => TimeSpan.FromSeconds(60)) { Min = 1 };

    public static readonly Setting<int> CertSigningRepeatTimes = new NumberSetting("CertSigningRepeatTimes", "SecurityCtrlr.CertSigningRepeatTimes", static _ => 3) { Max = 20 };
}
