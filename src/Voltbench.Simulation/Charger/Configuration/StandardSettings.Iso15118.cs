namespace Voltbench.Simulation.Charger.Configuration;

/// <content>ISO 15118: ISO15118Ctrlr.</content>
internal static partial class StandardSettings
{
    public static readonly Setting<bool> PnCEnabled = new FlagSetting(null, "ISO15118Ctrlr.PnCEnabled", static _ => false);

    /// <summary>The CSMS may validate a contract certificate that the station cannot (C07.FR.06).</summary>
    public static readonly Setting<bool> CentralContractValidationAllowed = new FlagSetting(null, "ISO15118Ctrlr.CentralContractValidationAllowed", static _ => false);

    /// <summary>The station validates a contract certificate while the CSMS cannot be asked.</summary>
    public static readonly Setting<bool> ContractValidationOffline = new FlagSetting(null, "ISO15118Ctrlr.ContractValidationOffline", static _ => false);

    public static readonly Setting<bool> V2GCertificateInstallationEnabled = new FlagSetting(null, "ISO15118Ctrlr.V2GCertificateInstallationEnabled", static _ => false);

    public static readonly Setting<bool> ContractCertificateInstallationEnabled = new FlagSetting(null, "ISO15118Ctrlr.ContractCertificateInstallationEnabled", static _ => false);

    public static readonly Setting<string> Iso15118OrganizationName = new TextSetting(null, "ISO15118Ctrlr.OrganizationName", static _ => "Voltbench") { Max = 64 };

    /// <summary>Country in the station's ISO 15118 certificate.</summary>
    public static readonly Setting<string> Iso15118CountryName = new TextSetting(null, "ISO15118Ctrlr.CountryName", static _ => "DE")
    {
        Min = 2,
        Max = 2,
        Rule = static (_, code) => code.All(char.IsAsciiLetterUpper) ? default : Objection.InvalidValue("A country is two capital letters (ISO 3166-1)."),
    };

    public static readonly Setting<string> SeccId = new TextSetting(null, "ISO15118Ctrlr.SeccId", static s => s.Spec.Identity) { Max = 64 };
}
