using Voltbench.Simulation.Charger.Displays;
using Voltbench.Simulation.Charger.Files;

namespace Voltbench.Simulation.Charger;

/// <content>What most chargers never use: made at its first use.</content>
internal sealed partial class Station
{
    private Firmware? _firmware;
    private LogUpload? _logs;
    private Publication? _publication;
    private Display? _display;

    /// <summary>Updates of the firmware.</summary>
    public Firmware Firmware => _firmware ??= new Firmware(this);

    /// <summary>Uploads of logs and diagnostics.</summary>
    public LogUpload Logs => _logs ??= new LogUpload(this);

    /// <summary>Firmware that is offered to others.</summary>
    public Publication Publication => _publication ??= new Publication(this);

    /// <summary>What drivers read.</summary>
    public Display Display => _display ??= new Display(this);

    /// <summary>The same, unless there never was anything to read.</summary>
    public Display? DisplayIfAny => _display;

    /// <summary>Version that runs now.</summary>
    public string FirmwareVersion => _firmware?.Version ?? Spec.Model.FirmwareVersion;

    /// <summary>No transaction may begin: firmware is about to be installed.</summary>
    public bool HoldsConnectors => _firmware is { HoldsConnectors: true };

    private void AdvanceFiles()
    {
        _firmware?.Advance();
        _display?.Advance();
    }
}
