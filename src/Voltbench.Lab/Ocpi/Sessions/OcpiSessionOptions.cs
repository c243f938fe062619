namespace Voltbench.Lab.Ocpi.Sessions;

/// <summary>Section <c>Ocpi</c>: how sessions are made of transactions.</summary>
public sealed class OcpiSessionOptions
{
    public const string Section = "Ocpi";

    /// <summary>A running session changes at most this often, s, 0–3600; its begin and its end are told at once.</summary>
    public int SessionUpdateSeconds { get; set; } = 5;

    public IEnumerable<string> Faults()
    {
        if (SessionUpdateSeconds is < 0 or > 3600)
            yield return "Ocpi:SessionUpdateSeconds must be 0 to 3600.";
    }
}
