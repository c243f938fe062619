using Voltbench.Csms;

namespace Voltbench.Gateway.Csms;

/// <summary>Section <c>Csms</c>: the built-in CSMS.</summary>
public sealed class CsmsSettings
{
    public const string Section = "Csms";

    /// <summary>Heartbeat interval given to stations, s, 1–86,400.</summary>
    public int HeartbeatIntervalSeconds { get; set; } = 300;

    /// <summary>How long a remote operation waits for its station, s, 1–300.</summary>
    public int CallTimeoutSeconds { get; set; } = 30;

    /// <summary>How long a charger of a CPO waits for what its token is worth, s, 1–60.</summary>
    public int TokenTimeoutSeconds { get; set; } = 10;

    /// <summary>Largest message of a station, bytes, 1 KiB – 16 MiB.</summary>
    public int MaxMessageBytes { get; set; } = 1024 * 1024;

    /// <summary>Treats every remote address like loopback: stations without a key, and stations that the lab does not know, may connect from anywhere.</summary>
    public bool AllowOpenRemote { get; set; }

    /// <summary>
    /// PEM file of authorities: a station that connects over https may show a certificate of theirs instead of a key (security profile 3). Empty asks for none.
    /// </summary>
    public string StationRoots { get; set; } = "";

    /// <summary>PEM file of revoked certificates of stations (CRL); empty for none.</summary>
    public string StationCrl { get; set; } = "";

    /// <summary>Id tags that are not accepted, by tag: <c>Blocked</c>, <c>Expired</c>, <c>Invalid</c> or <c>ConcurrentTx</c>. All others are. Not asked for chargers of a CPO.</summary>
    public Dictionary<string, TokenStatus> Tokens { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Faults()
    {
        if (HeartbeatIntervalSeconds is < 1 or > 86_400)
            yield return "Csms:HeartbeatIntervalSeconds must be 1 to 86400.";
        if (CallTimeoutSeconds is < 1 or > 300)
            yield return "Csms:CallTimeoutSeconds must be 1 to 300.";
        if (TokenTimeoutSeconds is < 1 or > 60)
            yield return "Csms:TokenTimeoutSeconds must be 1 to 60.";
        if (MaxMessageBytes is < 1024 or > 16 * 1024 * 1024)
            yield return "Csms:MaxMessageBytes must be 1024 to 16777216.";
        foreach (var fault in StationCertificates.Faults(this))
            yield return fault;
    }

    public CsmsOptions Options() => new()
    {
        HeartbeatInterval = TimeSpan.FromSeconds(HeartbeatIntervalSeconds),
        CallTimeout = TimeSpan.FromSeconds(CallTimeoutSeconds),
        TokenTimeout = TimeSpan.FromSeconds(TokenTimeoutSeconds),
        MaxMessageBytes = MaxMessageBytes,
        Tokens = new Dictionary<string, TokenStatus>(Tokens, StringComparer.OrdinalIgnoreCase),
    };
}
