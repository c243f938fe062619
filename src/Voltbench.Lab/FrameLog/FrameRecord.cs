using Voltbench.Simulation;

namespace Voltbench.Lab.FrameLog;

/// <summary>A frame on its way to the table, or, with <paramref name="Barrier"/>, a mark that a reader waits for.</summary>
/// <param name="Mark">Why the frame is not what a good station would do; null for an ordinary one.</param>
/// <param name="AtMicros">Microseconds since 1970, UTC: the precision of <c>timestamptz</c>.</param>
internal readonly record struct FrameRecord(
    long ChargerKey,
    long AtMicros,
    long Seq,
    FrameDirection Direction,
    string Action,
    ReadOnlyMemory<byte> Message,
    string? Mark,
    TaskCompletionSource? Barrier);
