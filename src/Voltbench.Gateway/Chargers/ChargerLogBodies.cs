using Voltbench.Lab.FrameLog;
using Voltbench.Simulation;

namespace Voltbench.Gateway.Chargers;

/// <summary>One frame of the log.</summary>
/// <param name="Direction"><c>cp_to_csms</c> or <c>csms_to_cp</c>.</param>
/// <param name="Action">OCPP action; an answer carries that of its call; null when unknown.</param>
/// <param name="Message">The raw frame; secrets in it are masked.</param>
/// <param name="Timestamp">UTC.</param>
public sealed record ChargerLogItem(string Direction, string? Action, string Message, DateTime Timestamp)
{
    internal static ChargerLogItem Of(FrameRow row) => new(
        row.Direction == FrameDirection.ToCsms ? "cp_to_csms" : "csms_to_cp",
        row.Action.Length == 0 ? null : row.Action,
        row.Message,
        row.At.UtcDateTime);
}

/// <summary>A part of a charger's log.</summary>
public sealed record ChargerLogPage(IReadOnlyList<ChargerLogItem> Data, long Total, int Limit, int Offset);
