namespace Voltbench.Lab.Ocpi.Messages;

/// <summary>Settings of the message log of OCPI (configuration section <c>Ocpi:Messages</c>).</summary>
public sealed record MessageLogOptions
{
    public const string Section = "Ocpi:Messages";

    /// <summary>Exchanges that may wait for the database. Full mode: the newest is dropped and counted, nobody waits.</summary>
    public int QueueMessages { get; init; } = 16_384;

    /// <summary>Bytes of bodies that may wait; same full mode.</summary>
    public long QueueBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Bytes of one body that are kept.</summary>
    public int BodyBytes { get; init; } = 64 * 1024;

    /// <summary>Exchanges in one insert at most.</summary>
    public int BatchMessages { get; init; } = 1_000;

    /// <summary>How long the first exchange of a batch waits for company, ms.</summary>
    public int FlushMilliseconds { get; init; } = 100;

    /// <summary>Days that are kept; at least 1.</summary>
    public int RetentionDays { get; init; } = 7;

    /// <summary>What is wrong with the settings, for a person.</summary>
    public IEnumerable<string> Faults()
    {
        if (QueueMessages < 1 || QueueBytes < 1 || BatchMessages < 1)
            yield return "Ocpi:Messages: QueueMessages, QueueBytes and BatchMessages must be at least 1.";
        if (BodyBytes is < 1024 or > 8 * 1024 * 1024)
            yield return "Ocpi:Messages:BodyBytes must be 1024 to 8388608.";
        if (FlushMilliseconds is < 1 or > 10_000)
            yield return "Ocpi:Messages:FlushMilliseconds must be 1 to 10000.";
        if (RetentionDays < 1)
            yield return "Ocpi:Messages:RetentionDays must be at least 1.";
    }
}
