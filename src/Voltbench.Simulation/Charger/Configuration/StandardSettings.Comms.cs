using Voltbench.Ocpp.V201.Provisioning;

namespace Voltbench.Simulation.Charger.Configuration;

/// <content>The connection and its messages: OCPPCommCtrlr.</content>
internal static partial class StandardSettings
{
    /// <summary>Interval of heartbeats; the CSMS's answer to BootNotification sets it anew (OCPP 1.6 §4.2).</summary>
    public static readonly Setting<TimeSpan> HeartbeatInterval = new SecondsSetting(
        "HeartbeatInterval", "OCPPCommCtrlr.HeartbeatInterval", static s => s.Heartbeat.Assigned ?? s.Fleet.Options.HeartbeatInterval)
    {
        Min = 1,
        OnChanged = static s => s.Heartbeat.Restart(),
    };

    /// <summary>Interval of WebSocket pings; zero = none. A connection keeps the one it began with.</summary>
    public static readonly Setting<TimeSpan> WebSocketPingInterval = new SecondsSetting(
        "WebSocketPingInterval", "OCPPCommCtrlr.WebSocketPingInterval", static s => s.Fleet.Options.PingInterval)
    {
        IsRebootRequired = true,
    };

    /// <summary>How often a transaction message is tried when the CSMS fails to process it (1.6 §3.7.1, 2.0.1 E13).</summary>
    public static readonly Setting<int> TransactionMessageAttempts = new NumberSetting(
        "TransactionMessageAttempts", "OCPPCommCtrlr.MessageAttempts[TransactionEvent]", static s => s.Fleet.Options.TransactionMessageAttempts)
    {
        Min = 1,
        Max = 100,
    };

    /// <summary>Wait before such a retry, times the number of tries so far.</summary>
    public static readonly Setting<TimeSpan> TransactionMessageRetryInterval = new SecondsSetting(
        "TransactionMessageRetryInterval", "OCPPCommCtrlr.MessageAttemptInterval[TransactionEvent]", static s => s.Fleet.Options.TransactionMessageRetryInterval);

    /// <summary>How long a CALL waits for its answer.</summary>
    public static readonly Setting<TimeSpan> MessageTimeout = new SecondsSetting(null, "OCPPCommCtrlr.MessageTimeout[Default]", static s => s.SecurityIfAny?.NetworkIfAny?.Active is { } network ? TimeSpan.FromSeconds(network.MessageTimeout) : s.Fleet.Options.MessageTimeout)
    {
        Mutability = Mutability.ReadOnly,
    };

    /// <summary>First wait before a reconnect; it doubles with every failure (part 4 §5.3).</summary>
    public static readonly Setting<TimeSpan> RetryBackOffWaitMinimum = new SecondsSetting(
        null, "OCPPCommCtrlr.RetryBackOffWaitMinimum", static s => s.Fleet.Options.RetryBackOffWaitMinimum)
    {
        Max = 3600,
    };

    public static readonly Setting<int> RetryBackOffRepeatTimes = new NumberSetting(null, "OCPPCommCtrlr.RetryBackOffRepeatTimes", static s => s.Fleet.Options.RetryBackOffRepeatTimes)
    {
        Max = 20,
    };

    public static readonly Setting<TimeSpan> RetryBackOffRandomRange = new SecondsSetting(
        null, "OCPPCommCtrlr.RetryBackOffRandomRange", static s => s.Fleet.Options.RetryBackOffRandomRange)
    {
        Max = 3600,
    };

    /// <summary>An absence longer than this makes the station report the state of all its connectors (B04.FR.01).</summary>
    public static readonly Setting<TimeSpan> OfflineThreshold = new SecondsSetting(null, "OCPPCommCtrlr.OfflineThreshold", static _ => TimeSpan.FromSeconds(60));

    /// <summary>Slots of network profiles in the order they are tried (B09, B10).</summary>
    public static readonly Setting<IReadOnlyList<int>> NetworkConfigurationPriority = new FormSetting<IReadOnlyList<int>>(
        null, "OCPPCommCtrlr.NetworkConfigurationPriority", static _ => [1], NumberList.TryParse, NumberList.Format)
    {
        DataType = DataType.SequenceList,
        Values = ["1", "2", "3", "4", "5"],
        IsRebootRequired = true,
        Rule = static (s, order) => s.Security.Network.CheckOrder(order),
    };

    /// <summary>Tries of one network profile before the next has its turn (B10.FR.03).</summary>
    public static readonly Setting<int> NetworkProfileConnectionAttempts = new NumberSetting(null, "OCPPCommCtrlr.NetworkProfileConnectionAttempts", static _ => 3)
    {
        Min = 1,
        Max = 100,
    };

    /// <summary>Slot of the network profile in use.</summary>
    public static readonly Setting<int> ActiveNetworkProfile = Fact(null, "OCPPCommCtrlr.ActiveNetworkProfile", static s => s.SecurityIfAny?.NetworkIfAny?.ActiveSlot ?? 1);

    /// <summary>Schemes of the files that the station fetches and delivers.</summary>
    public static readonly Setting<IReadOnlyList<FileTransferProtocol>> FileTransferProtocols = new ListSetting<FileTransferProtocol>(
        "SupportedFileTransferProtocols", "OCPPCommCtrlr.FileTransferProtocols", static _ => [FileTransferProtocol.FTP, FileTransferProtocol.HTTP, FileTransferProtocol.HTTPS])
    {
        Mutability = Mutability.ReadOnly,
        IsConstant = true,
    };

    /// <summary>When the meter's public key goes with its signed values.</summary>
    public static readonly Setting<PublicKeyPolicy> PublicKeyWithSignedMeterValue = new OptionSetting<PublicKeyPolicy>(
        "PublicKeyWithSignedMeterValue", "OCPPCommCtrlr.PublicKeyWithSignedMeterValue", static _ => PublicKeyPolicy.Never);
}
