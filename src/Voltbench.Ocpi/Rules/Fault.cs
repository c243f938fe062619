namespace Voltbench.Ocpi.Rules;

/// <summary>One thing wrong with an object.</summary>
/// <param name="Path">Where: <c>evses[0].connectors[1].standard</c>; empty for the object itself.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record Fault(string Path, string Message)
{
    /// <summary>The fault of an item of a list or of a member, seen from its holder.</summary>
    internal Fault Under(string step) => this with { Path = Path.Length == 0 || Path[0] == '[' ? step + Path : $"{step}.{Path}" };

    /// <summary>Path and message in one line, for a <c>status_message</c>.</summary>
    public override string ToString() => Path.Length == 0 ? $"the object {Message}" : $"{Path} {Message}";
}
