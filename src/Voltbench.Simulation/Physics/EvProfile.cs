namespace Voltbench.Simulation.Physics;

/// <summary>What a car brings to the plug.</summary>
public sealed record EvProfile
{
    /// <summary>Name by which the API knows it.</summary>
    public required string Name { get; init; }

    /// <summary>Usable capacity, Wh; &gt; 0.</summary>
    public required double BatteryWh { get; init; }

    /// <summary>Rating of the on-board charger over all its phases, W; 0 = cannot charge from AC.</summary>
    public double AcMaxPowerW { get; init; }

    /// <summary>Phases of the on-board charger, 1…3.</summary>
    public int AcPhases { get; init; } = 1;

    /// <summary>Greatest DC power, W; 0 = cannot charge from DC.</summary>
    public double DcMaxPowerW { get; init; }

    /// <summary>Nominal voltage of the pack, V.</summary>
    public double PackVoltageV { get; init; } = 400;

    /// <summary>State of charge at which the power begins to fall, percent.</summary>
    public double TaperFromPercent { get; init; } = 80;

    /// <summary>Share of the greatest power that is left at 100 %; 0.001…0.999.</summary>
    public double FinalPowerShare { get; init; } = 0.05;

    /// <summary>State of charge on arrival when the driver does not say, percent.</summary>
    public double ArrivalSocPercent { get; init; } = 30;
}
