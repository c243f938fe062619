namespace Voltbench.Gateway.OcpiPeer;

/// <summary>Section <c>Ocpi</c>, as far as requests of peers go.</summary>
public sealed class OcpiPeerSettings
{
    public const string Section = "Ocpi";

    /// <summary>
    /// Refuses requests of 2.2.1 without X-Request-ID and X-Correlation-ID with 2001. Off, a missing id is made here: much software in the field sends none.
    /// </summary>
    public bool RequireMessageIds { get; set; }

    /// <summary>
    /// Refuses a list of sessions without <c>date_from</c> with 2001: the tables of both versions call it required, their examples leave it out. Off, it is all
    /// sessions.
    /// </summary>
    public bool RequireDateFromOfSessions { get; set; }

    /// <summary>Requests that one party serves at the same time; what comes on top is told to come again (HTTP 429), so that one flood leaves the other parties their share.</summary>
    public int MaxRequestsPerParty { get; set; } = 64;

    /// <summary>Handshakes of one party at the same time: each waits for its peer.</summary>
    public int MaxHandshakesPerParty { get; set; } = 4;

    public IEnumerable<string> Faults()
    {
        if (MaxRequestsPerParty < 1)
            yield return $"{Section}:MaxRequestsPerParty must be 1 or more.";
        if (MaxHandshakesPerParty < 1)
            yield return $"{Section}:MaxHandshakesPerParty must be 1 or more.";
    }
}
