namespace Voltbench.Lab.Ocpi.Commands;

/// <summary>Settings of commands (configuration section <c>Ocpi:Commands</c>).</summary>
public sealed class CommandOptions
{
    public const string Section = "Ocpi:Commands";

    /// <summary>What peers are told to wait for a result, and when a command that got none has failed, s, 5 to 600.</summary>
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>How long the token of a START_SESSION is good at its charger without being asked for again, s, 60 to 86,400 (2.2.1 mod_commands: 15 minutes).</summary>
    public int TokenSeconds { get; set; } = 900;

    /// <summary>How often a result is posted before it is given up, 1 to 20.</summary>
    public int ResultAttempts { get; set; } = 5;

    /// <summary>Requests about charging profiles of one session within a minute, 1 to 10,000; more are TOO_OFTEN.</summary>
    public int ProfilesPerMinute { get; set; } = 30;

    /// <summary>Commands of one peer that may be under way, 1 to 100,000; more are REJECTED.</summary>
    public int MaxOpen { get; set; } = 1000;

    /// <summary>What is wrong with the settings, for a person.</summary>
    public IEnumerable<string> Faults()
    {
        if (TimeoutSeconds is < 5 or > 600)
            yield return "Ocpi:Commands:TimeoutSeconds must be 5 to 600.";
        if (TokenSeconds is < 60 or > 86_400)
            yield return "Ocpi:Commands:TokenSeconds must be 60 to 86400.";
        if (ResultAttempts is < 1 or > 20)
            yield return "Ocpi:Commands:ResultAttempts must be 1 to 20.";
        if (ProfilesPerMinute is < 1 or > 10_000)
            yield return "Ocpi:Commands:ProfilesPerMinute must be 1 to 10000.";
        if (MaxOpen is < 1 or > 100_000)
            yield return "Ocpi:Commands:MaxOpen must be 1 to 100000.";
    }
}
