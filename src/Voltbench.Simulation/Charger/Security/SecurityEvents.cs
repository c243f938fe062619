using System.Text.Json;
using System.Text.Json.Serialization;
using Voltbench.Ocpp;
using Voltbench.Ocpp.Rpc;

namespace Voltbench.Simulation.Charger.Security;

/// <summary>One line of the security log.</summary>
internal sealed record SecurityEntry
{
    [JsonPropertyName("n")]
    public required long Number { get; init; }

    [JsonPropertyName("type")]
    public SecurityEvent Event { get; init; }

    [JsonPropertyName("at")]
    public required DateTimeOffset At { get; init; }

    [JsonPropertyName("info")]
    public string? Info { get; init; }
}

/// <summary>
/// The security log, and the events of it that the CSMS is still to hear of (use case A04): queued while offline, delivered for certain, in order. Both are
/// bounded; the oldest goes.
/// </summary>
internal sealed class SecurityEvents(Station station) : IDocument, ICallOwner
{
    public const string DocumentName = "security-events";
    private const int MaxLog = 100;
    private const int MaxWaiting = 50;
    private const int MaxAttempts = 3;

    private readonly List<SecurityEntry> _log = [];
    private readonly List<SecurityEntry> _waiting = [];
    private long _last;
    private int _attempts;
    private bool _isKept;
    private bool _isUnderWay;
    private bool _isUnknownToCsms;
    private SecurityEvent? _episode;

    public string Name => DocumentName;

    /// <summary>The log, oldest first.</summary>
    public IReadOnlyList<SecurityEntry> Log => _log;

    /// <summary>
    /// Whether this station has security events at all: with a security profile, when the CSMS showed that it knows the messages, or as the lab says.
    /// A plain station of profile 0 has a CSMS that may not know the whitepaper.
    /// </summary>
    public static bool Concern(Station station) => station.Fleet.Options.SecurityEvents switch
    {
        SecurityEventMode.Always => true,
        SecurityEventMode.Never => false,
        _ => station.SecurityIfAny?.CertificatesIfAny is not null || Access.Of(station).Profile >= 1,
    };

    /// <summary>Logs an event and tells the CSMS when it is one of those that it has to hear of.</summary>
    public void Report(SecurityEvent what, string? info = null)
    {
        if (!Concern(station))
            return;
        var entry = new SecurityEntry { Number = ++_last, Event = what, At = station.ClockNow, Info = info is null ? null : Text.Cut(info, 255) };
        _log.Add(entry);
        if (_log.Count > MaxLog)
            _log.RemoveAt(0);
        if (what.IsTold() && !_isUnknownToCsms)
        {
            _waiting.Add(entry);
            if (_waiting.Count > MaxWaiting)
                _waiting.RemoveAt(_isUnderWay ? 1 : 0);
        }

        // A start-up that is lost with the process is followed by another one: it costs no write of its own.
        if (what != SecurityEvent.StartupOfTheDevice)
            _isKept = true;
        if (_isKept)
            station.Memory.Changed(this);
        Send();
    }

    /// <summary>The same, unless it is what went wrong the last time too: a station that keeps trying says it once.</summary>
    public void ReportOnce(SecurityEvent what, string? info)
    {
        if (_episode == what)
            return;
        _episode = what;
        Report(what, info);
    }

    public void OnConnected() => _episode = null;

    public void OnOnline() => Send();

    public void OnAnswer(object? tag, in CallAnswer answer)
    {
        _isUnderWay = false;
        switch (answer.End)
        {
            case CallEnd.Lost:
                return; // again when the station is registered
            case CallEnd.Error when answer.Input.ErrorCode is "NotImplemented" or "NotSupported":
                // A CSMS without the whitepaper: the log keeps what it does not want to hear.
                _isUnknownToCsms = true;
                _waiting.Clear();
                break;
            case CallEnd.Result:
                _attempts = 0;
                _waiting.Remove((SecurityEntry)tag!);
                break;
            default:
                station.Connection.Report(answer.Problem("SecurityEventNotification"));
                if (++_attempts >= MaxAttempts)
                {
                    _attempts = 0;
                    _waiting.Remove((SecurityEntry)tag!);
                }

                break;
        }

        if (_isKept)
            station.Memory.Changed(this);
        Send();
    }

    public ReadOnlyMemory<byte> Write() => _log.Count == 0
        ? default
        : JsonSerializer.SerializeToUtf8Bytes(new SecurityEventsRecord { Log = _log, Waiting = [.. _waiting.Select(static e => e.Number)] }, SecurityJson.Default.SecurityEventsRecord);

    public void Read(ReadOnlyMemory<byte> json)
    {
        var record = JsonSerializer.Deserialize(json.Span, SecurityJson.Default.SecurityEventsRecord)!;
        _log.AddRange(record.Log);
        _last = _log.Count > 0 ? _log[^1].Number : 0;
        _isKept = true;
        _waiting.AddRange(_log.Where(e => record.Waiting.Contains(e.Number)));
    }

    public void Clear()
    {
        _log.Clear();
        _waiting.Clear();
    }

    private void Send()
    {
        if (_isUnderWay || _waiting.Count == 0 || !station.Boot.IsAccepted)
            return;
        var next = _waiting[0];
        _isUnderWay = true;
        station.Calls.Enqueue(SecurityMessages.Event(station, next), this, next);
    }
}

internal sealed record SecurityEventsRecord
{
    [JsonPropertyName("log")]
    public required IReadOnlyList<SecurityEntry> Log { get; init; }

    [JsonPropertyName("wait")]
    public IReadOnlyList<long> Waiting { get; init; } = [];
}
