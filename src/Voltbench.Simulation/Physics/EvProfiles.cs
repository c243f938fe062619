namespace Voltbench.Simulation.Physics;

/// <summary>Cars that drive through the lab when nobody names one. Figures are typical of their class, not of one make.</summary>
public static class EvProfiles
{
    /// <summary>Plug-in hybrid or small car: one phase, 16 A.</summary>
    public static readonly EvProfile SinglePhase = new()
    {
        Name = "ac-1-phase", BatteryWh = 16_000, AcMaxPowerW = 3_680, AcPhases = 1, PackVoltageV = 350, ArrivalSocPercent = 20,
    };

    /// <summary>Compact car: three phases, 16 A, 100 kW DC.</summary>
    public static readonly EvProfile ThreePhase = new()
    {
        Name = "ac-3-phase", BatteryWh = 58_000, AcMaxPowerW = 11_040, AcPhases = 3, DcMaxPowerW = 100_000, PackVoltageV = 400,
    };

    /// <summary>Long-range car on an 800 V platform: 11 kW AC, 230 kW DC.</summary>
    public static readonly EvProfile FastDc = new()
    {
        Name = "dc-fast", BatteryWh = 77_400, AcMaxPowerW = 11_040, AcPhases = 3, DcMaxPowerW = 230_000, PackVoltageV = 697,
        ArrivalSocPercent = 15,
    };

    /// <summary>Electric lorry.</summary>
    public static readonly EvProfile Truck = new()
    {
        Name = "truck", BatteryWh = 480_000, DcMaxPowerW = 350_000, PackVoltageV = 750, ArrivalSocPercent = 20,
    };

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<EvProfile> All { get; } = [SinglePhase, ThreePhase, FastDc, Truck];

    /// <summary>The profile of that name (case does not matter), or null.</summary>
    public static EvProfile? Find(string name)
        => All.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The car that would park at such a connector.</summary>
    public static EvProfile DefaultFor(ConnectorModel connector)
        => connector.IsDc ? FastDc : ThreePhase;
}
