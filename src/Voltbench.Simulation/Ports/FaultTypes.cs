namespace Voltbench.Simulation;

/// <summary>The faults that a station can be given: the ChargePointErrorCodes of OCPP 1.6 §7.6 and names that people use for them.</summary>
public static class FaultTypes
{
    /// <summary>Friendly name → error code.</summary>
    public static readonly IReadOnlyDictionary<string, string> Aliases = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["LockFailure"] = "ConnectorLockFailure",
        ["CommunicationError"] = "EVCommunicationError",
        ["GroundFault"] = "GroundFailure",
        ["ResidualCurrent"] = "GroundFailure",
        ["OverTemperature"] = "HighTemperature",
        ["Overheating"] = "HighTemperature",
        ["OverCurrent"] = "OverCurrentFailure",
        ["ShortCircuit"] = "OverCurrentFailure",
        ["MeterFailure"] = "PowerMeterFailure",
        ["ContactorFailure"] = "PowerSwitchFailure",
        ["RfidFailure"] = "ReaderFailure",
        ["EmergencyStop"] = "OtherError",
        ["LowSignal"] = "WeakSignal",
    };

    /// <summary>The error codes; <c>NoError</c> is none.</summary>
    public static readonly IReadOnlyList<string> Codes =
    [
        "ConnectorLockFailure", "EVCommunicationError", "GroundFailure", "HighTemperature", "InternalError", "LocalListConflict", "OtherError",
        "OverCurrentFailure", "OverVoltage", "PowerMeterFailure", "PowerSwitchFailure", "ReaderFailure", "ResetFailure", "UnderVoltage", "WeakSignal",
    ];

    /// <summary>All names that are taken.</summary>
    public static readonly IReadOnlyList<string> Names = [.. Codes, .. Aliases.Keys.Where(static a => !Codes.Contains(a, StringComparer.OrdinalIgnoreCase))];

    /// <summary>The name as it is spelled in <see cref="Names"/>, given in any case, with or without underscores; null for none.</summary>
    public static string? Find(string name)
    {
        var plain = name.Replace("_", "", StringComparison.Ordinal);
        return Names.FirstOrDefault(n => n.Equals(plain, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The error code of a name that <see cref="Find"/> gave.</summary>
    public static string CodeOf(string name) => Aliases.TryGetValue(name, out var code) ? code : name;
}
