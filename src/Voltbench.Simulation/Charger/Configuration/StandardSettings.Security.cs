using Voltbench.Ocpp.V201.Provisioning;

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
    };

    /// <summary>Security profile in use; 1.6 may raise it, 2.0.1 does so by network profiles.</summary>
    public static readonly Setting<int> SecurityProfile = new NumberSetting("SecurityProfile", "SecurityCtrlr.SecurityProfile", static s => s.Spec.SecurityProfile)
    {
        Mutability = Mutability.ReadOnly,
        Max = 3,
    };

    /// <summary>Organization in the station's certificate.</summary>
    public static readonly Setting<string> CpoName = new TextSetting("CpoName", "SecurityCtrlr.OrganizationName", static _ => "Voltbench") { Max = 64 };

    /// <summary>Identity that the station connects with.</summary>
    public static readonly Setting<string> Identity = Fact(null, "SecurityCtrlr.Identity", static s => s.Spec.Identity);

    /// <summary>A new CSMS root must be signed by the one that it replaces.</summary>
    public static readonly Setting<bool> AdditionalRootCertificateCheck = Constant("AdditionalRootCertificateCheck", "SecurityCtrlr.AdditionalRootCertificateCheck", false);

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
