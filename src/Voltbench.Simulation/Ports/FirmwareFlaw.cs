namespace Voltbench.Simulation;

/// <summary>What goes wrong with firmware: an image of the lab may name it, or the behavior of a charger.</summary>
public enum FirmwareFlaw
{
    None,

    /// <summary>The station has no room for it.</summary>
    DiskFull,

    /// <summary>The station finds that the image is damaged or not made for it.</summary>
    Verification,

    /// <summary>It does not run; the old one is put back.</summary>
    Installation,
}
