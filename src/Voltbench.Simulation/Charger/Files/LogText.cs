using System.Globalization;
using System.Text;
using Voltbench.Ocpp;
using Voltbench.Ocpp.V201.Diagnostics;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Charger.Security;

namespace Voltbench.Simulation.Charger.Files;

/// <summary>
/// The text that a station uploads: what it is, how it stands, and its latest frames. A security log holds the security events and what led to them
/// (boots, authorizations, resets).
/// </summary>
internal sealed class LogText
{
    private const int MaxFrames = 1000;

    private static readonly HashSet<string> SecurityActions =
    [
        "SecurityEventNotification", "BootNotification", "Reset", "SignCertificate", "CertificateSigned", "InstallCertificate", "DeleteCertificate",
        "SignedUpdateFirmware", "UpdateFirmware", "SetNetworkProfile", "GetLog",
    ];

    private readonly Station _station;
    private readonly LogOrder _order;
    private readonly string _head;
    private readonly TimeSpan _clock;

    private LogText(Station station, LogOrder order, string head)
    {
        _station = station;
        _order = order;
        _head = head;
        _clock = station.ClockNow - station.Fleet.Time.GetUtcNow();
    }

    /// <summary>Takes down the state; on the lane.</summary>
    public static LogText Snapshot(Station station, LogOrder order)
    {
        var text = new StringBuilder();
        var spec = station.Spec;
        Line(text, $"{(order.Type == LogType.SecurityLog ? "Security log" : "Diagnostics")} of {spec.Identity}");
        Line(text, $"written {station.ClockNow.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        Line(text, $"vendor {spec.Model.Vendor}");
        Line(text, $"model {spec.Model.Name}");
        Line(text, $"serial {spec.SerialNumber}");
        Line(text, $"firmware {station.FirmwareVersion}");
        Line(text, $"protocol {spec.Version} security profile {spec.SecurityProfile}");
        Line(text, $"registration {station.Boot.Status?.ToString() ?? "none"}");
        Line(text, $"heartbeat interval {station.Configuration.Get(StandardSettings.HeartbeatInterval).TotalSeconds:0} s");
        Line(text, $"messages waiting {station.Outbox.Count}");
        if (order.Type == LogType.DiagnosticsLog)
        {
            Line(text, $"connection {station.Connection.State} since {station.Connection.Since?.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");
            Line(text, $"last error {station.Connection.LastError ?? "none"}");
            foreach (var connector in station.Connectors)
                Connector(text, connector, station.Lane.Now);
        }

        if (order.Type == LogType.SecurityLog)
        {
            foreach (var entry in station.SecurityIfAny?.Events.Log ?? [])
                Line(text, $"{entry.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {entry.Event.NameOf(spec.Version == OcppVersion.V16)} {entry.Info}");
        }

        text.Append('\n');
        return new LogText(station, order, text.ToString());
    }

    /// <summary>The whole text as UTF-8; off the lane. Null when the frames could not be read.</summary>
    public async Task<byte[]?> WriteAsync(CancellationToken cancellation)
    {
        IReadOnlyList<PastFrame> frames;
        try
        {
            frames = await _station.Fleet.History.ReadAsync(_station.Spec.Key, _order.From - _clock, _order.To - _clock, MaxFrames, cancellation);
        }
        catch (Exception e) when (e is IOException or TimeoutException)
        {
            return null;
        }

        var text = new StringBuilder(_head);
        foreach (var frame in frames)
        {
            if (_order.Type == LogType.SecurityLog && !SecurityActions.Contains(frame.Action))
                continue;
            var arrow = frame.Direction == FrameDirection.ToCsms ? "->" : "<-";
            Line(text, $"{frame.At + _clock:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {arrow} {frame.Message}");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Connector(StringBuilder text, Connector connector, long now)
    {
        Line(text, $"connector {connector.Id} {connector.Status} error {connector.ErrorCode} register {connector.RegisterAt(now):0} Wh{(connector.IsPlugged ? " plugged" : "")}");
        if (connector.Session is { Transaction: { } transaction } session)
            Line(text, $"  transaction {transaction.Reference} since {transaction.StartedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} power {session.PowerAt(now):0} W");
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
