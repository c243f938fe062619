namespace Voltbench.Simulation.Charger.Configuration;

/// <content>Firmware.</content>
internal static partial class StandardSettings
{
    /// <summary>New transactions may begin while firmware waits for the last one to end (2.0.1 L01.FR.07).</summary>
    public static readonly Setting<bool> AllowNewSessionsPendingFirmwareUpdate = new FlagSetting(
        "AllowNewSessionsPendingFirmwareUpdate", "ChargingStation.AllowNewSessionsPendingFirmwareUpdate", static _ => false);

    /// <summary>
    /// The station takes firmware that nobody signed. The security whitepaper (L01.FR.20) and the certification of 2.0.1 want it refused, a lab mostly not.
    /// </summary>
    public static readonly Setting<bool> AllowUnsignedFirmware = new FlagSetting("AllowUnsignedFirmware", "FirmwareCtrlr.AllowUnsignedFirmware", static _ => true);
}
