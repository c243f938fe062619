using System.Runtime.InteropServices;
using System.Text.Json;

namespace Voltbench.Ocpi.Transport;

/// <summary>How a call ended.</summary>
public enum OcpiOutcomeKind : byte
{
    /// <summary>HTTP 2xx with an envelope; its status code says whether OCPI is content.</summary>
    Answered = 1,

    /// <summary>HTTP 4xx or 5xx, with or without an envelope.</summary>
    HttpError = 2,

    /// <summary>Not sent: the address is not allowed, or the request cannot be expressed in HTTP.</summary>
    Refused = 3,

    /// <summary>No connection, or it broke: name, TCP, TLS, reset.</summary>
    Unreachable = 4,

    /// <summary>No whole answer in time.</summary>
    Timeout = 5,

    /// <summary>An answer that is not HTTP, or HTTP 2xx without an envelope.</summary>
    Garbage = 6,

    /// <summary>The answer is longer than allowed.</summary>
    TooLarge = 7,

    /// <summary>HTTP 3xx: OCPI knows no redirects, and following one would carry the token elsewhere.</summary>
    Redirected = 8,
}

/// <summary>What became of a call; a peer's faults are here, never in an exception.</summary>
public sealed record OcpiOutcome(OcpiOutcomeKind Kind)
{
    /// <summary>Null when no answer came.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>Of the envelope; null without one.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Of the envelope, made fit for a log line: one line, at most 500 characters, without our token.</summary>
    public string? StatusMessage { get; init; }

    /// <summary><c>data</c> of the envelope; null when absent or null.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>The next page; null on the last.</summary>
    public Uri? NextLink { get; init; }

    /// <summary>X-Total-Count; null when absent or no number.</summary>
    public int? TotalCount { get; init; }

    /// <summary>X-Limit; null when absent or no number.</summary>
    public int? Limit { get; init; }

    /// <summary>Where a POST put its object (2.2.1 mod_cdrs, POST Method); null when absent.</summary>
    public Uri? Location { get; init; }

    /// <summary>How long the peer asks not to be called (Retry-After in seconds).</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What went wrong, for a person; null when the peer was content.</summary>
    public string? Detail { get; init; }

    /// <summary>The id that the request went out with.</summary>
    public string RequestId { get; init; } = "";

    public string CorrelationId { get; init; } = "";

    /// <summary>HTTP 2xx and status code 1xxx.</summary>
    public bool IsSuccess => Kind == OcpiOutcomeKind.Answered && StatusCode is { } code && OcpiStatus.IsSuccess(code);

    /// <summary>The bytes of <see cref="Data"/> as the peer wrote them; empty without.</summary>
    public ReadOnlySpan<byte> DataUtf8 => Data is { } data ? JsonMarshal.GetRawUtf8Value(data) : default;
}
