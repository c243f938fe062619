using System.Text.Json;
using System.Text.Json.Serialization;

namespace Voltbench.Simulation.Physics;

/// <summary>The cars that the lab knows by name: classes of no make, and real ones. Their figures are in <c>Data/ev-profiles.json</c>.</summary>
public static class EvProfiles
{
    private static readonly Dictionary<string, EvProfile> ByName = Read();

    /// <summary>Plug-in hybrid or small car: one phase, 16 A.</summary>
    public static readonly EvProfile SinglePhase = ByName["ac-1-phase"];

    /// <summary>Compact car: three phases, 16 A, 100 kW DC.</summary>
    public static readonly EvProfile ThreePhase = ByName["ac-3-phase"];

    /// <summary>Long-range car on an 800 V platform: 11 kW AC, 230 kW DC.</summary>
    public static readonly EvProfile FastDc = ByName["dc-fast"];

    /// <summary>Electric lorry.</summary>
    public static readonly EvProfile Truck = ByName["truck"];

    /// <summary>All of them, in order of the file.</summary>
    public static IReadOnlyList<EvProfile> All { get; } = [.. ByName.Values];

    /// <summary>The profile of that name (case does not matter), or null.</summary>
    public static EvProfile? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The car that would park at such a connector.</summary>
    public static EvProfile DefaultFor(ConnectorModel connector)
        => connector.IsDc ? FastDc : ThreePhase;

    private static Dictionary<string, EvProfile> Read()
    {
        const string Resource = "Voltbench.Simulation.Physics.Data.ev-profiles.json";
        using var stream = typeof(EvProfiles).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is not built in.");
        var file = JsonSerializer.Deserialize(stream, EvFileJson.Default.EvFile)!;
        return file.Profiles.ToDictionary(static p => p.Name, static p => p.ToProfile(), StringComparer.OrdinalIgnoreCase);
    }
}

/// <summary>The file of the cars; kW and kWh as people write them.</summary>
internal sealed record EvFile(IReadOnlyList<EvFileProfile> Profiles);

/// <summary>One car of it; what is absent keeps its default.</summary>
internal sealed record EvFileProfile
{
    private static readonly EvProfile Defaults = new() { Name = "", BatteryWh = 1 };

    public required string Name { get; init; }

    public required double BatteryKwh { get; init; }

    public double AcMaxKw { get; set; }

    public int AcPhases { get; set; } = Defaults.AcPhases;

    public double DcMaxKw { get; set; }

    public IReadOnlyList<double[]>? DcCurve { get; set; }

    public double PackVoltageV { get; set; } = Defaults.PackVoltageV;

    public double ArrivalSocPercent { get; set; } = Defaults.ArrivalSocPercent;

    public double CosPhi { get; set; } = Defaults.CosPhi;

    public double AcEfficiency { get; set; } = Defaults.AcEfficiency;

    public double MinCurrentA { get; set; }

    public double CableMaxA { get; set; }

    public double RampSeconds { get; set; }

    [JsonPropertyName("iso15118")]
    public bool Iso15118 { get; set; }

    public EvProfile ToProfile() => new()
    {
        Name = Name,
        BatteryWh = BatteryKwh * 1000,
        AcMaxPowerW = AcMaxKw * 1000,
        AcPhases = AcPhases,
        DcMaxPowerW = DcMaxKw * 1000,
        DcCurve = DcCurve is null ? null : [.. DcCurve.Select(static p => new CurvePoint(p[0], p[1] * 1000))],
        PackVoltageV = PackVoltageV,
        ArrivalSocPercent = ArrivalSocPercent,
        CosPhi = CosPhi,
        AcEfficiency = AcEfficiency,
        MinCurrentA = MinCurrentA,
        CableMaxA = CableMaxA,
        RampSeconds = RampSeconds,
        SupportsIso15118 = Iso15118,
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EvFile))]
internal sealed partial class EvFileJson : JsonSerializerContext;
