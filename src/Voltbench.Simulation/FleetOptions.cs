using Voltbench.Ocpp.Certificates;

namespace Voltbench.Simulation;

/// <summary>Settings of a fleet; every charger of a process shares them.</summary>
public sealed record FleetOptions
{
    public const string Section = "Simulation";

    /// <summary>Event loops; 0 = one per processor.</summary>
    public int Lanes { get; init; }

    /// <summary>Events that wait in a lane before sockets are held back and commands are answered Busy.</summary>
    public int LaneCapacity { get; init; } = 8192;

    /// <summary>
    /// True when somebody else runs the lanes through <see cref="Fleet.Pump"/>: virtual time in tests. Nothing happens between two calls then.
    /// </summary>
    public bool Pumped { get; init; }

    /// <summary>How long a connect may take, from the name lookup to the end of the WebSocket handshake.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Largest message taken from a CSMS, bytes; a larger one closes the connection with 1009.</summary>
    public int MaxMessageBytes { get; init; } = 1024 * 1024;

    /// <summary>How long a CALL waits for its answer.</summary>
    public TimeSpan MessageTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>First wait before a reconnect (2.0.1 <c>OCPPCommCtrlr.RetryBackOffWaitMinimum</c>); it doubles with every failure.</summary>
    public TimeSpan RetryBackOffWaitMinimum { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the wait doubles (2.0.1 <c>RetryBackOffRepeatTimes</c>).</summary>
    public int RetryBackOffRepeatTimes { get; init; } = 5;

    /// <summary>Random part added to every wait (2.0.1 <c>RetryBackOffRandomRange</c>).</summary>
    public TimeSpan RetryBackOffRandomRange { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Upper bound of any wait before a reconnect, also of one the server asks for.</summary>
    public TimeSpan RetryBackOffMaximum { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Interval of WebSocket pings; zero = none.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Heartbeat interval where the CSMS leaves it to the station (interval 0, OCPP 1.6 §4.2).</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Wait before BootNotification is repeated where the CSMS leaves it to the station.</summary>
    public TimeSpan BootRetryInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// True sends BootNotification on every connection, not only after power-up. The standards ask for the latter; many a CSMS keeps the
    /// registration per socket, so that a lab is better served by the former.
    /// </summary>
    public bool BootOnReconnect { get; init; } = true;

    /// <summary>How often a transaction message is tried when the CSMS fails to process it (1.6 <c>TransactionMessageAttempts</c>, §3.7.1).</summary>
    public int TransactionMessageAttempts { get; init; } = 3;

    /// <summary>Wait before such a retry, times the number of tries so far (1.6 <c>TransactionMessageRetryInterval</c>).</summary>
    public TimeSpan TransactionMessageRetryInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Transaction messages kept per charger before intermediate ones are dropped; Start, Stop, Started and Ended never are.</summary>
    public int OutboxCapacity { get; init; } = 500;

    /// <summary>True lets a session start while the CSMS cannot be asked (1.6 <c>AllowOfflineTxForUnknownId</c>, 2.0.1 <c>AuthCtrlr.OfflineTxForUnknownIdEnabled</c>).</summary>
    public bool AllowOfflineTxForUnknownId { get; init; } = true;

    /// <summary>True asks the CSMS before a remote start (1.6 <c>AuthorizeRemoteTxRequests</c>, 2.0.1 <c>AuthCtrlr.AuthorizeRemoteStart</c>).</summary>
    public bool AuthorizeRemoteTxRequests { get; init; }

    /// <summary>Which stations send SecurityEventNotification and keep a security log.</summary>
    public SecurityEventMode SecurityEvents { get; init; } = SecurityEventMode.Auto;

    /// <summary>Key that a station makes for its certificate (SignCertificate); RSA costs a processor up to half a second each.</summary>
    public KeyKind StationKey { get; init; } = KeyKind.EcdsaP256;

    /// <summary>True lets a new CSMS root in only when the one before it signed it (1.6 and 2.0.1 <c>AdditionalRootCertificateCheck</c>).</summary>
    public bool AdditionalRootCertificateCheck { get; init; }

    /// <summary>How long the cable stays in after a session ended.</summary>
    public TimeSpan UnplugDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the installation of firmware takes.</summary>
    public TimeSpan FirmwareInstallTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Tries of a transfer after the first where the CSMS leaves it to the station.</summary>
    public int TransferRetries { get; init; }

    /// <summary>Time between the tries of a transfer where the CSMS leaves it to the station.</summary>
    public TimeSpan TransferRetryInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// File with a certificate revocation list in PEM, as <c>./lab ca</c> writes it: stations refuse its certificates as signers of firmware. Empty = none; the gateway
    /// takes the lab's own where there is one.
    /// </summary>
    public string RevokedCertificates { get; init; } = "";

    /// <summary>Where others find firmware that a 2.0.1 station publishes (L03); identity and checksum are appended as path segments.</summary>
    public Uri PublishedFirmwareUrl { get; init; } = new("http://localhost:8080/files/published");

    /// <summary>How long a deleted charger waits for the answers to its last messages.</summary>
    public TimeSpan FarewellTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What is wrong with the settings, for a person.</summary>
    public IEnumerable<string> Faults()
    {
        if (Lanes is < 0 or > 64)
            yield return "Simulation:Lanes must be 0 (one per processor) to 64.";
        if (LaneCapacity < 16)
            yield return "Simulation:LaneCapacity must be at least 16.";
        if (MaxMessageBytes is < 1024 or > 64 * 1024 * 1024)
            yield return "Simulation:MaxMessageBytes must be 1024 to 67108864.";
        if (StationKey == KeyKind.Rsa1024)
            yield return "Simulation:StationKey must be a key that the standards allow: EcdsaP256, EcdsaP384, Rsa2048 or Rsa3072.";
        if (OutboxCapacity < 2)
            yield return "Simulation:OutboxCapacity must be at least 2: a start and an end.";
        if (TransactionMessageAttempts < 1)
            yield return "Simulation:TransactionMessageAttempts must be at least 1.";
        if (RetryBackOffRepeatTimes < 0)
            yield return "Simulation:RetryBackOffRepeatTimes must not be negative.";
        if (TransferRetries is < 0 or > 100)
            yield return "Simulation:TransferRetries must be 0 to 100.";
        foreach (var (name, span) in Positive())
        {
            if (span <= TimeSpan.Zero)
                yield return $"Simulation:{name} must be more than zero.";
        }

        foreach (var (name, span) in NotNegative())
        {
            if (span < TimeSpan.Zero)
                yield return $"Simulation:{name} must not be negative.";
        }
    }

    private IEnumerable<(string Name, TimeSpan Span)> Positive() =>
    [
        (nameof(ConnectTimeout), ConnectTimeout), (nameof(MessageTimeout), MessageTimeout), (nameof(HeartbeatInterval), HeartbeatInterval),
        (nameof(BootRetryInterval), BootRetryInterval), (nameof(RetryBackOffMaximum), RetryBackOffMaximum),
    ];

    private IEnumerable<(string Name, TimeSpan Span)> NotNegative() =>
    [
        (nameof(RetryBackOffWaitMinimum), RetryBackOffWaitMinimum), (nameof(RetryBackOffRandomRange), RetryBackOffRandomRange),
        (nameof(PingInterval), PingInterval), (nameof(TransactionMessageRetryInterval), TransactionMessageRetryInterval),
        (nameof(UnplugDelay), UnplugDelay), (nameof(FarewellTimeout), FarewellTimeout),
        (nameof(FirmwareInstallTime), FirmwareInstallTime), (nameof(TransferRetryInterval), TransferRetryInterval),
    ];
}

/// <summary>Which stations have security events.</summary>
public enum SecurityEventMode
{
    /// <summary>Those with a security profile, and those whose CSMS manages certificates: it knows the messages.</summary>
    Auto,

    Always,

    Never,
}
