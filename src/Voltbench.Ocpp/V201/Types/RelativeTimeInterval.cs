namespace Voltbench.Ocpp.V201.Types;

public sealed record RelativeTimeInterval
{
    /// <summary>Time from now, s.</summary>
    public required int Start { get; init; }

    /// <summary>Length, s.</summary>
    public int? Duration { get; init; }
}
