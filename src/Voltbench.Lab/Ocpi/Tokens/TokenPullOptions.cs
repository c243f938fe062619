namespace Voltbench.Lab.Ocpi.Tokens;

/// <summary>Settings of the pull of tokens (configuration section <c>Ocpi:TokenPull</c>).</summary>
public sealed record TokenPullOptions
{
    public const string Section = "Ocpi:TokenPull";

    /// <summary>Between two pulls of what changed, min, at least 1; the standard asks for hours.</summary>
    public int IntervalMinutes { get; init; } = 360;

    /// <summary>Pages of one run; a peer whose list has no end is left there.</summary>
    public int MaxPages { get; init; } = 1_000;

    /// <summary>Tokens of one run.</summary>
    public int MaxTokens { get; init; } = 100_000;

    /// <summary>Peers that are pulled from at the same time, by one gateway.</summary>
    public int MaxConcurrent { get; init; } = 64;

    /// <summary>Longest wait after a failure, s; the first is a sixtieth of it.</summary>
    public int MaxBackoffSeconds { get; init; } = 3_600;

    /// <summary>What is wrong with the settings, for a person.</summary>
    public IEnumerable<string> Faults()
    {
        if (IntervalMinutes < 1 || MaxPages < 1 || MaxTokens < 1 || MaxConcurrent < 1 || MaxBackoffSeconds < 1)
            yield return "Ocpi:TokenPull: IntervalMinutes, MaxPages, MaxTokens, MaxConcurrent and MaxBackoffSeconds must be at least 1.";
    }
}
