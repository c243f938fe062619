namespace Voltbench.Lab.Ocpi.Sessions;

/// <summary>A session as it is shown to its owner.</summary>
public sealed record SessionView
{
    public string Id { get; init; } = "";

    /// <summary>As on the wire.</summary>
    public string Status { get; init; } = "";

    /// <summary>1.6: the number that the CSMS gave. 2.0.1: the station's id.</summary>
    public string? TransactionId { get; init; }

    public string ChargerId { get; init; } = "";

    public string Identity { get; init; } = "";

    /// <summary>Null = nobody we know pays, so nobody is told.</summary>
    public long? PeerId { get; init; }

    public string? PeerCountryCode { get; init; }

    public string? PeerPartyId { get; init; }

    public string? CdrId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset LastUpdated { get; init; }

    /// <summary>The object as its peer gets it.</summary>
    public string Body { get; init; } = "";
}

/// <summary>A CDR as it is shown to its owner.</summary>
public sealed record CdrView
{
    public string Id { get; init; } = "";

    public string SessionId { get; init; } = "";

    public bool IsCredit { get; init; }

    /// <summary>The CDR that takes it back.</summary>
    public string? CreditedBy { get; init; }

    /// <inheritdoc cref="SessionView.TransactionId"/>
    public string? TransactionId { get; init; }

    public string? ChargerId { get; init; }

    public string? Identity { get; init; }

    /// <inheritdoc cref="SessionView.PeerId"/>
    public long? PeerId { get; init; }

    public string? PeerCountryCode { get; init; }

    public string? PeerPartyId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc cref="SessionView.Body"/>
    public string Body { get; init; } = "";
}

/// <summary>A tariff of a CPO.</summary>
public sealed record TariffView
{
    public string Id { get; init; } = "";

    public DateTimeOffset LastUpdated { get; init; }

    /// <summary>The object as a peer gets it.</summary>
    public string Body { get; init; } = "";
}
