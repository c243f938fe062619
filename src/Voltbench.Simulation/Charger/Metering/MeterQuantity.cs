using System.Text.Json.Serialization;

namespace Voltbench.Simulation.Charger.Metering;

/// <summary>What the meters of this station can know, by its name in both standards.</summary>
internal enum MeterQuantity : byte
{
    [JsonStringEnumMemberName("Energy.Active.Import.Register")]
    EnergyActiveImportRegister,

    [JsonStringEnumMemberName("Energy.Active.Import.Interval")]
    EnergyActiveImportInterval,

    /// <summary>2.0.1 only: imported less exported, and this station exports nothing.</summary>
    [JsonStringEnumMemberName("Energy.Active.Net")]
    EnergyActiveNet,

    [JsonStringEnumMemberName("Energy.Reactive.Import.Register")]
    EnergyReactiveImportRegister,

    [JsonStringEnumMemberName("Energy.Reactive.Import.Interval")]
    EnergyReactiveImportInterval,

    [JsonStringEnumMemberName("Power.Active.Import")]
    PowerActiveImport,

    [JsonStringEnumMemberName("Power.Reactive.Import")]
    PowerReactiveImport,

    [JsonStringEnumMemberName("Power.Offered")]
    PowerOffered,

    [JsonStringEnumMemberName("Power.Factor")]
    PowerFactor,

    [JsonStringEnumMemberName("Current.Import")]
    CurrentImport,

    [JsonStringEnumMemberName("Current.Offered")]
    CurrentOffered,

    Voltage,

    Frequency,

    /// <summary>1.6 only: 2.0.1 has it in the device model.</summary>
    Temperature,

    SoC,
}
