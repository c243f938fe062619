namespace Voltbench.Simulation.Charger.Configuration;

internal enum SetStatus : byte
{
    Accepted,

    /// <summary>Taken, in force after the next boot.</summary>
    RebootRequired,

    Rejected,
}

/// <summary>What became of a new value.</summary>
/// <param name="Status">Whether it was taken.</param>
/// <param name="ReasonCode">Why not, as OCPP 2.0.1 part 2 appendix 5 calls it.</param>
/// <param name="Why">Why not, for a person.</param>
internal readonly record struct SetResult(SetStatus Status, string? ReasonCode = null, string? Why = null)
{
    public static SetResult Rejected(string reasonCode, string why) => new(SetStatus.Rejected, reasonCode, why);
}

/// <summary>Why a text is no value of a setting; <c>default</c> when it is one.</summary>
/// <param name="ReasonCode">As OCPP 2.0.1 part 2 appendix 5 calls it.</param>
/// <param name="Why">For a person.</param>
internal readonly record struct Objection(string? ReasonCode, string? Why)
{
    public bool IsNone => ReasonCode is null;

    public static Objection InvalidValue(string why) => new("InvalidValue", why);
}
