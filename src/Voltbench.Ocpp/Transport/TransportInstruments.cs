using System.Diagnostics.Metrics;

namespace Voltbench.Ocpp.Transport;

/// <summary>Figures of all connections of the process.</summary>
internal static class TransportInstruments
{
    private static readonly Meter Meter = new("Voltbench.Ocpp");

    public static readonly UpDownCounter<long> Open = Meter.CreateUpDownCounter<long>(
        "voltbench.ocpp.connections", "{connection}", "Open OCPP-J connections.");

    public static readonly UpDownCounter<long> Sockets = Meter.CreateUpDownCounter<long>(
        "voltbench.ocpp.sockets", "{socket}", "Sockets, dialled and accepted, that count towards the limit of open files.");

    public static readonly Counter<long> Received = Meter.CreateCounter<long>(
        "voltbench.ocpp.messages.received", "{message}", "Whole messages received.");

    public static readonly Counter<long> Sent = Meter.CreateCounter<long>(
        "voltbench.ocpp.messages.sent", "{message}", "Messages accepted for sending.");

    public static readonly Counter<long> Refused = Meter.CreateCounter<long>(
        "voltbench.ocpp.messages.refused", "{message}", "Messages not accepted: connection closed or send queue full.");

    private static readonly Counter<long> Failed = Meter.CreateCounter<long>(
        "voltbench.ocpp.connects.failed", "{connect}", "Failed connects by kind.");

    private static readonly Counter<long> Closed = Meter.CreateCounter<long>(
        "voltbench.ocpp.connections.closed", "{connection}", "Ended connections by kind.");

    public static void ConnectFailed(ConnectFailureKind kind) => Failed.Add(1, new KeyValuePair<string, object?>("kind", kind.ToString()));

    public static void ConnectionClosed(CloseKind kind)
    {
        Open.Add(-1);
        Closed.Add(1, new KeyValuePair<string, object?>("kind", kind.ToString()));
    }
}
