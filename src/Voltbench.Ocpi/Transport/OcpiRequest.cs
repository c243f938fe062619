namespace Voltbench.Ocpi.Transport;

/// <summary>One call of a peer.</summary>
/// <param name="Method">As the module says.</param>
/// <param name="Url">Absolute, http or https; anything else is refused.</param>
public sealed record OcpiRequest(HttpMethod Method, Uri Url)
{
    /// <summary>Credentials token that the peer gave us; null for a call without one.</summary>
    public string? Token { get; init; }

    /// <summary>How the header carries it: Base64 as 2.2.1 says, or as it is.</summary>
    public bool TokenIsBase64 { get; init; }

    /// <summary>UTF-8 JSON; empty sends no body.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Null makes a new one; a text that no header can carry is replaced as well.</summary>
    public string? RequestId { get; init; }

    /// <summary>Null makes a new one. To be passed on when the call follows from another.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Us. Routing headers are sent in 2.2.1 only, and not with versions and credentials: leave both null there.</summary>
    public PartyAddress? From { get; init; }

    /// <summary>The other party.</summary>
    public PartyAddress? To { get; init; }

    /// <summary>Version of the endpoint; null for the list of versions.</summary>
    public OcpiVersion? Version { get; init; }

    /// <summary>Limit of this exchange when it is shorter than the client's.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Handed to <see cref="OcpiClientOptions.Observe"/> with the exchange; not looked at.</summary>
    public object? Tag { get; init; }
}
