namespace Voltbench.Gateway.Commands;

/// <summary>Section <c>Commands</c>.</summary>
public sealed class CommandSettings
{
    public const string Section = "Commands";

    /// <summary>How long a command to one charger waits for its outcome, s, 1–300. Above the message timeout of the chargers a silent CSMS is seen as such.</summary>
    public int TimeoutSeconds { get; set; } = 45;

    public IEnumerable<string> Faults()
    {
        if (TimeoutSeconds is < 1 or > 300)
            yield return "Commands:TimeoutSeconds must be 1 to 300.";
    }
}
