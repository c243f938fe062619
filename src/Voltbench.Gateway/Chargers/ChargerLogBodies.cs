using Voltbench.Lab.FrameLog;
using Voltbench.Simulation;

namespace Voltbench.Gateway.Chargers;

/// <summary>One frame of the log.</summary>
/// <param name="Direction"><c>cp_to_csms</c> or <c>csms_to_cp</c>; with <c>marks=true</c> also <c>none</c> for what was done to the station.</param>
/// <param name="Action">OCPP action; an answer carries that of its call; null when unknown.</param>
/// <param name="Message">The raw frame; secrets in it are masked.</param>
/// <param name="Timestamp">UTC.</param>
/// <param name="Mark">Why this is not what a good station would do; null for an ordinary frame.</param>
/// <param name="OnWire">False for a frame that was lost on purpose and for what was done to the station; only with <c>marks=true</c>.</param>
public sealed record ChargerLogItem(string Direction, string? Action, string Message, DateTime Timestamp, string? Mark, bool OnWire)
{
    internal static ChargerLogItem Of(FrameRow row) => new(
        row.Direction switch
        {
            FrameDirection.ToCsms or FrameDirection.LostToCsms => "cp_to_csms",
            FrameDirection.FromCsms or FrameDirection.LostFromCsms => "csms_to_cp",
            _ => "none",
        },
        row.Action.Length == 0 ? null : row.Action,
        row.Message,
        row.At.UtcDateTime,
        row.Mark,
        row.Direction <= FrameDirection.FromCsms);
}

/// <summary>A part of a charger's log.</summary>
public sealed record ChargerLogPage(IReadOnlyList<ChargerLogItem> Data, long Total, int Limit, int Offset);
