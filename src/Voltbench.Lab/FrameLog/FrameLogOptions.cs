namespace Voltbench.Lab.FrameLog;

/// <summary>Settings of the frame log (configuration section <c>FrameLog</c>).</summary>
public sealed record FrameLogOptions
{
    public const string Section = "FrameLog";

    /// <summary>Frames that may wait for the database. Full mode: the newest frame is dropped and counted, the charger never waits.</summary>
    public int QueueFrames { get; init; } = 131_072;

    /// <summary>Bytes of frames that may wait for the database; same full mode.</summary>
    public long QueueBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Frames in one COPY at most.</summary>
    public int BatchFrames { get; init; } = 8_192;

    /// <summary>Bytes of frames in one COPY at most (one larger frame goes alone).</summary>
    public int BatchBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How long the first frame of a batch waits for company, ms.</summary>
    public int FlushMilliseconds { get; init; } = 100;

    /// <summary>Whole days (UTC) that are kept besides today; at least 1.</summary>
    public int RetentionDays { get; init; } = 7;

    /// <summary>How long a read waits for the frames that were written before it, ms.</summary>
    public int ReadBarrierMilliseconds { get; init; } = 1_000;

    /// <summary>What is wrong with the settings, for a person.</summary>
    public IEnumerable<string> Faults()
    {
        if (QueueFrames < 1 || QueueBytes < 1 || BatchFrames < 1 || BatchBytes < 1)
            yield return "FrameLog: QueueFrames, QueueBytes, BatchFrames and BatchBytes must be at least 1.";
        if (FlushMilliseconds is < 1 or > 10_000)
            yield return "FrameLog:FlushMilliseconds must be 1 to 10000.";
        if (RetentionDays < 1)
            yield return "FrameLog:RetentionDays must be at least 1.";
        if (ReadBarrierMilliseconds is < 0 or > 10_000)
            yield return "FrameLog:ReadBarrierMilliseconds must be 0 to 10000.";
    }
}
