namespace Voltbench.Csms;

/// <summary>Settings of the built-in CSMS.</summary>
public sealed record CsmsOptions
{
    /// <summary>Heartbeat interval that the answer to BootNotification gives; whole seconds, 1 s … 24 h.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>How long the CSMS waits for the answer to a CALL of its own.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many CALLs of the CSMS may wait for one station, the one in flight included. More are answered <see cref="CallOutcomeKind.Busy"/>.</summary>
    public int MaxQueuedCalls { get; init; } = 16;

    /// <summary>Largest message accepted from a station, bytes. A larger one closes its connection with 1009.</summary>
    public int MaxMessageBytes { get; init; } = 1024 * 1024;

    /// <summary>How long a station of an operator waits for what its token is worth; meanwhile its other messages wait too.</summary>
    public TimeSpan TokenTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Id tags and tokens that are not simply accepted. A token that is not listed is accepted: the lab knows no customers.</summary>
    public IReadOnlyDictionary<string, TokenStatus> Tokens { get; init; } = new Dictionary<string, TokenStatus>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the CSMS says of an id tag (1.6 IdToken, case insensitive) or a token of 2.0.1.</summary>
    public TokenStatus StatusOf(string token) => Tokens.GetValueOrDefault(token, TokenStatus.Accepted);
}

/// <summary>What a token is worth. The last three exist in 2.0.1 only; 1.6 is told Invalid or Blocked.</summary>
public enum TokenStatus
{
    Accepted,
    Blocked,
    Expired,
    Invalid,
    ConcurrentTx,
    Unknown,
    NoCredit,
    NotAtThisLocation,
}
