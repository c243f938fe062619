namespace Voltbench.Lab.Ocpi.Messages;

/// <summary>Who called.</summary>
public enum MessageDirection : byte
{
    /// <summary>A peer called us.</summary>
    In = 1,

    /// <summary>We called a peer.</summary>
    Out = 2,
}

/// <summary>One exchange of OCPI: a request and what became of it. Bytes must not change after it was handed over.</summary>
/// <param name="PartyId">Our party, <c>cpo_id</c>.</param>
/// <param name="Direction">Who called.</param>
/// <param name="At">When the request began.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Url">Absolute, or path and query of a call to us.</param>
public sealed record OcpiMessage(long PartyId, MessageDirection Direction, DateTimeOffset At, string Method, string Url)
{
    /// <summary>Null for a call with token A, before there is a peer.</summary>
    public long? PeerId { get; init; }

    /// <summary>Name on the wire: <c>locations</c>, <c>credentials</c>, …; null for a path that is none.</summary>
    public string? Module { get; init; }

    public string? RequestId { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>Body of the request, UTF-8; empty for none.</summary>
    public ReadOnlyMemory<byte> Request { get; init; }

    /// <summary>Null when no answer came.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>Of the envelope; null without one.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Body of the answer; what went wrong, in words, when none came.</summary>
    public ReadOnlyMemory<byte> Response { get; init; }

    /// <summary>From the request to the whole answer.</summary>
    public TimeSpan Elapsed { get; init; }
}

/// <summary>A stored exchange.</summary>
public sealed record MessageRow(
    long Id, long? PeerId, string Direction, DateTimeOffset At, string Method, string Url, string? Module, string? RequestId, string? CorrelationId,
    string? Request, int? HttpStatus, int? StatusCode, string? Response, double? Milliseconds);

/// <summary>What of the log is wanted.</summary>
public sealed record MessageFilter
{
    /// <summary>Null for both.</summary>
    public MessageDirection? Direction { get; init; }

    /// <summary>Null for all.</summary>
    public string? Module { get; init; }

    /// <summary>Null for all.</summary>
    public long? PeerId { get; init; }

    public int Limit { get; init; } = 100;

    public int Offset { get; init; }

    public bool Ascending { get; init; }
}

/// <summary>A part of the log.</summary>
/// <param name="Rows">The exchanges that meet the filter.</param>
/// <param name="Total">How many do in all.</param>
public sealed record MessagePage(IReadOnlyList<MessageRow> Rows, long Total);
