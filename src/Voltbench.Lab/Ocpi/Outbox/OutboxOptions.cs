namespace Voltbench.Lab.Ocpi.Outbox;

/// <summary>Settings of pushes to peers (configuration section <c>Ocpi:Outbox</c>).</summary>
public sealed record OutboxOptions
{
    public const string Section = "Ocpi:Outbox";

    /// <summary>Messages on the way to one peer at a time, 1 to 64; those of one object go one after the other.</summary>
    public int ParallelPerPeer { get; init; } = 8;

    /// <summary>Peers with messages that this gateway serves at a time; one that is away takes a place and some kilobytes.</summary>
    public int MaxPeers { get; init; } = 4096;

    /// <summary>From a message to the last byte of its answer, s.</summary>
    public double TimeoutSeconds { get; init; } = 15;

    /// <summary>Wait before the second attempt, s; it doubles with each.</summary>
    public double FirstRetrySeconds { get; init; } = 1;

    /// <summary>Longest wait between attempts, s.</summary>
    public double LongestRetrySeconds { get; init; } = 300;

    /// <summary>Attempts at a message that an otherwise healthy peer fails to process.</summary>
    public int MaxAttempts { get; init; } = 10;

    /// <summary>A message that could not be delivered for so long is dead, h.</summary>
    public double MaxAgeHours { get; init; } = 24;

    /// <summary>Dead messages are kept for so many days.</summary>
    public int DeadDays { get; init; } = 30;

    /// <summary>A message that waited longer gives way to a newer one that holds its whole object, s.</summary>
    public double SupersedeSeconds { get; init; } = 5;

    /// <summary>How often every gateway looks for peers that nobody serves, s.</summary>
    public double PollSeconds { get; init; } = 5;

    /// <summary>After so long without a sign of life of a gateway, another takes over its peers, s.</summary>
    public double LeaseSeconds { get; init; } = 10;

    /// <summary>True pushes all locations and tariffs to a peer that has registered; false leaves the first sync to the peer (2.2.1 mod_locations, Interfaces).</summary>
    public bool PushOnRegistration { get; init; }

    /// <summary>What is wrong with the settings, for a person.</summary>
    public IEnumerable<string> Faults()
    {
        if (ParallelPerPeer is < 1 or > 64)
            yield return "Ocpi:Outbox:ParallelPerPeer must be 1 to 64.";
        if (MaxPeers < 1)
            yield return "Ocpi:Outbox:MaxPeers must be at least 1.";
        if (TimeoutSeconds is not (>= 0.1 and <= 300))
            yield return "Ocpi:Outbox:TimeoutSeconds must be 0.1 to 300.";
        if (FirstRetrySeconds is not (>= 0.01 and <= 3600) || !(LongestRetrySeconds >= FirstRetrySeconds && LongestRetrySeconds <= 86_400))
            yield return "Ocpi:Outbox:FirstRetrySeconds must be 0.01 to 3600, and LongestRetrySeconds not less, 86400 at most.";
        if (MaxAttempts < 1)
            yield return "Ocpi:Outbox:MaxAttempts must be at least 1.";
        if (MaxAgeHours is not (> 0 and <= 8760))
            yield return "Ocpi:Outbox:MaxAgeHours must be more than 0 and 8760 at most.";
        if (DeadDays < 1)
            yield return "Ocpi:Outbox:DeadDays must be at least 1.";
        if (SupersedeSeconds is not (>= 0 and <= 86_400))
            yield return "Ocpi:Outbox:SupersedeSeconds must be 0 to 86400.";
        if (PollSeconds is not (>= 0.05 and <= 60) || LeaseSeconds is not (>= 0.5 and <= 300))
            yield return "Ocpi:Outbox:PollSeconds must be 0.05 to 60, LeaseSeconds 0.5 to 300.";
    }
}
