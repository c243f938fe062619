namespace Voltbench.Csms;

/// <summary>What became of a <see cref="RemoteOperation"/>.</summary>
/// <param name="Kind">How the CALL ended.</param>
/// <param name="Status">What the station answered, in its words; only with <see cref="CallOutcomeKind.Answered"/>.</param>
/// <param name="Detail">What a person needs to know; only without an answer.</param>
public sealed record RemoteOutcome(CallOutcomeKind Kind, string? Status, string? Detail)
{
    /// <summary>The schedule asked for.</summary>
    public LimitSchedule? Schedule { get; init; }

    /// <summary>The station does it.</summary>
    public bool IsAccepted => Status is "Accepted" or "Unlocked";

    internal static RemoteOutcome Invalid(string detail) => new(CallOutcomeKind.InvalidRequest, Status: null, detail);
}
