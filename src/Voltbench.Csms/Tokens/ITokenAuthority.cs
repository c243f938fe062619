namespace Voltbench.Csms;

/// <summary>
/// Says what a token is worth at a station that belongs to an operator. Stations without one never ask: for them the settings decide
/// (<see cref="CsmsOptions.StatusOf"/>).
/// </summary>
public interface ITokenAuthority
{
    /// <summary>
    /// Decides. The station's other messages wait meanwhile, so the question is given up after <see cref="CsmsOptions.TokenTimeout"/> and the token is
    /// <see cref="TokenStatus.Invalid"/> then. What it throws makes the station send the message again.
    /// </summary>
    ValueTask<TokenVerdict> DecideAsync(TokenQuestion question, CancellationToken stop);
}

/// <summary>The authority of a CSMS without operators.</summary>
public sealed class NoTokenAuthority : ITokenAuthority
{
    public static NoTokenAuthority Instance { get; } = new();

    public ValueTask<TokenVerdict> DecideAsync(TokenQuestion question, CancellationToken stop) => ValueTask.FromResult(TokenVerdict.Invalid);
}
