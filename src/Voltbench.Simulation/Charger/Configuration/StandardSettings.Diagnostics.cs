using Voltbench.Ocpp.V201.Diagnostics;
using Voltbench.Ocpp.V201.Provisioning;
using Voltbench.Simulation.Charger.Monitoring;

namespace Voltbench.Simulation.Charger.Configuration;

/// <content>The device model's own limits and the monitors: DeviceDataCtrlr, MonitoringCtrlr.</content>
internal static partial class StandardSettings
{
    public static readonly Setting<int> GetReportMaxItems = Constant(null, "DeviceDataCtrlr.ItemsPerMessage[GetReport]", 100);

    public static readonly Setting<int> GetReportMaxBytes = Fact(null, "DeviceDataCtrlr.BytesPerMessage[GetReport]", static s => s.Fleet.Options.MaxMessageBytes, "B");

    public static readonly Setting<int> GetVariablesMaxItems = Constant(null, "DeviceDataCtrlr.ItemsPerMessage[GetVariables]", 100);

    public static readonly Setting<int> GetVariablesMaxBytes = Fact(null, "DeviceDataCtrlr.BytesPerMessage[GetVariables]", static s => s.Fleet.Options.MaxMessageBytes, "B");

    public static readonly Setting<int> SetVariablesMaxItems = Constant(null, "DeviceDataCtrlr.ItemsPerMessage[SetVariables]", 100);

    public static readonly Setting<int> SetVariablesMaxBytes = Fact(null, "DeviceDataCtrlr.BytesPerMessage[SetVariables]", static s => s.Fleet.Options.MaxMessageBytes, "B");

    /// <summary>Longest value of SetVariables, characters.</summary>
    public static readonly Setting<int> ConfigurationValueSize = Constant(null, "DeviceDataCtrlr.ConfigurationValueSize", 1000);

    /// <summary>Longest value of GetVariables and the reports, characters.</summary>
    public static readonly Setting<int> ReportingValueSize = Constant(null, "DeviceDataCtrlr.ReportingValueSize", 2500);

    /// <summary>The station understands the vendor's messages of DataTransfer; otherwise it does not know the vendor.</summary>
    public static readonly Setting<bool> VoltbenchCustomization = new FlagSetting(null, "CustomizationCtrlr.CustomImplementationEnabled[voltbench]", static _ => true);

    public static readonly Setting<bool> MonitoringAvailable = Constant(null, "MonitoringCtrlr.Available", true);

    public static readonly Setting<bool> MonitoringEnabled = new FlagSetting(null, "MonitoringCtrlr.Enabled", static _ => true);

    /// <summary>The set of monitors in use (N03).</summary>
    public static readonly Setting<MonitoringBase> ActiveMonitoringBase = new OptionSetting<MonitoringBase>(
        null, "MonitoringCtrlr.ActiveMonitoringBase", static s => s.HasMonitors ? s.Monitors.Base : MonitoringBase.FactoryDefault)
    {
        Mutability = Mutability.ReadOnly,
    };

    /// <summary>The least grave severity that is reported (N05).</summary>
    public static readonly Setting<int> ActiveMonitoringLevel = Fact(null, "MonitoringCtrlr.ActiveMonitoringLevel", static s => s.HasMonitors ? s.Monitors.Level : Monitors.MaxSeverity);

    public static readonly Setting<int> SetVariableMonitoringMaxItems = Constant(null, "MonitoringCtrlr.ItemsPerMessage[SetVariableMonitoring]", 100);

    public static readonly Setting<int> SetVariableMonitoringMaxBytes = Fact(null, "MonitoringCtrlr.BytesPerMessage[SetVariableMonitoring]", static s => s.Fleet.Options.MaxMessageBytes, "B");

    public static readonly Setting<int> ClearVariableMonitoringMaxItems = Constant(null, "MonitoringCtrlr.ItemsPerMessage[ClearVariableMonitoring]", 100);

    public static readonly Setting<int> ClearVariableMonitoringMaxBytes = Fact(null, "MonitoringCtrlr.BytesPerMessage[ClearVariableMonitoring]", static s => s.Fleet.Options.MaxMessageBytes, "B");

    /// <summary>Events of this severity and graver ones wait for the connection; others are lost with it (N07.FR.04).</summary>
    public static readonly Setting<int> OfflineMonitoringEventQueuingSeverity = new NumberSetting(null, "MonitoringCtrlr.OfflineQueuingSeverity", static _ => 4) { Max = 9 };
}
