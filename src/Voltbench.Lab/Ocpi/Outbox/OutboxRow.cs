namespace Voltbench.Lab.Ocpi.Outbox;

/// <summary>A message that waits, as a lane loads it.</summary>
public sealed class OutboxRow
{
    public long Id { get; init; }

    public string Module { get; init; } = "";

    /// <summary>Messages of one object go in the order of their ids.</summary>
    public string ObjectKey { get; init; } = "";

    public string Method { get; init; } = "";

    public string Path { get; init; } = "";

    public string Body { get; init; } = "";

    /// <summary>A PUT of the whole object as it is when its turn comes.</summary>
    public bool Refresh { get; init; }

    public int Attempts { get; init; }

    public DateTimeOffset NextAttemptAt { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public Guid MessageId { get; init; }

    /// <summary>A newer message holds the whole object.</summary>
    public bool IsSuperseded { get; init; }
}

/// <summary>Where a lane delivers to: a row of <c>ocpp.ocpi_peers</c> and the party it belongs to.</summary>
public sealed class OutboxPeer
{
    public long PartyId { get; init; }

    /// <summary>Number of the version that both speak.</summary>
    public string Version { get; init; } = "";

    public string FromCountryCode { get; init; } = "";

    public string FromPartyId { get; init; } = "";

    public string CountryCode { get; init; } = "";

    public string PeerPartyId { get; init; } = "";

    public string Token { get; init; } = "";

    public bool TokenIsBase64 { get; init; }

    /// <summary>URL of the receiver by module.</summary>
    public IReadOnlyDictionary<string, string> Receivers { get; set; } = new Dictionary<string, string>();
}

/// <summary>What became of a message, to be written down.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Kind">What to do with the row.</param>
public readonly record struct Settlement(long Id, SettlementKind Kind)
{
    /// <summary>Attempts so far, this one included.</summary>
    public int Attempts { get; init; }

    public DateTimeOffset NextAttemptAt { get; init; }

    public string? Error { get; init; }
}

/// <summary>What to do with the row of a message.</summary>
public enum SettlementKind : byte
{
    /// <summary>Delivered, or not needed any more: the row goes.</summary>
    Gone = 1,

    /// <summary>To be tried again.</summary>
    Retry = 2,

    /// <summary>To be tried again with the whole object.</summary>
    Refresh = 3,

    /// <summary>Given up; stays for people to see.</summary>
    Dead = 4,
}
