using Voltbench.Simulation;

namespace Voltbench.Lab.FrameLog;

/// <summary>A stored frame.</summary>
/// <param name="Seq">Ascends with each frame of a charger; names the frame in a live stream.</param>
/// <param name="Direction">Who sent it.</param>
/// <param name="Action">OCPP action; empty when unknown.</param>
/// <param name="Message">The raw frame, secrets masked.</param>
/// <param name="At">When it was sent or had arrived; µs precision.</param>
/// <param name="Mark">Why the frame is not what a good station would do; null for an ordinary one.</param>
public sealed record FrameRow(long Seq, FrameDirection Direction, string Action, string Message, DateTimeOffset At, string? Mark);

/// <summary>Which frames of a charger to read.</summary>
public sealed record FrameFilter
{
    /// <summary>First instant, inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Last instant, inclusive.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>OCPP action, in any case and with or without underscores (<c>boot_notification</c>).</summary>
    public string? Action { get; init; }

    /// <summary>1–1000.</summary>
    public int Limit { get; init; } = 100;

    public int Offset { get; init; }

    public bool Ascending { get; init; }

    /// <summary>True reads what was never on the wire as well: lost frames and what was done to the station.</summary>
    public bool Marks { get; init; }
}

/// <summary>A part of a charger's log.</summary>
/// <param name="Total">Frames that meet the filter, on all pages.</param>
public sealed record FramePage(IReadOnlyList<FrameRow> Rows, long Total);
