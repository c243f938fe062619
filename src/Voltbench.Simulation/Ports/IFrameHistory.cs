namespace Voltbench.Simulation;

/// <summary>What a charger sent and received before: its diagnostics are made of it.</summary>
public interface IFrameHistory
{
    /// <summary>The latest frames of a charger in a time span, oldest first. Secrets are masked.</summary>
    /// <param name="chargerKey">Key of the charger.</param>
    /// <param name="from">Not older than this; null = any.</param>
    /// <param name="to">Not younger than this; null = any.</param>
    /// <param name="limit">The most frames.</param>
    /// <param name="cancellation">Ends the read.</param>
    Task<IReadOnlyList<PastFrame>> ReadAsync(long chargerKey, DateTimeOffset? from, DateTimeOffset? to, int limit, CancellationToken cancellation);
}

/// <summary>One frame of the past.</summary>
public sealed record PastFrame(DateTimeOffset At, FrameDirection Direction, string Action, string Message);

/// <summary>For a fleet whose frames nobody keeps.</summary>
internal sealed class NoFrameHistory : IFrameHistory
{
    public static readonly NoFrameHistory Instance = new();

    public Task<IReadOnlyList<PastFrame>> ReadAsync(long chargerKey, DateTimeOffset? from, DateTimeOffset? to, int limit, CancellationToken cancellation)
        => Task.FromResult<IReadOnlyList<PastFrame>>([]);
}
