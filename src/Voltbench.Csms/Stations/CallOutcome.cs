using System.Text;

namespace Voltbench.Csms;

/// <summary>How a CALL of the CSMS ended.</summary>
public enum CallOutcomeKind
{
    /// <summary>A CALLRESULT that is valid against the schema of its action.</summary>
    Answered,

    /// <summary>The station answered with a CALLERROR.</summary>
    Error,

    /// <summary>A CALLRESULT that violates its schema.</summary>
    InvalidAnswer,

    /// <summary>No answer within <see cref="CsmsOptions.CallTimeout"/>, or the connection went away before it.</summary>
    NoAnswer,

    /// <summary>The station is not connected to this node.</summary>
    NotConnected,

    /// <summary>Too many CALLs wait for this station already.</summary>
    Busy,

    /// <summary>The payload was not sent, it violates the schema of the action or the action is no request of a CSMS in the station's version.</summary>
    InvalidRequest,
}

/// <summary>The end of a CALL of the CSMS.</summary>
/// <param name="Payload">The answer's payload, UTF-8 JSON; only with <see cref="CallOutcomeKind.Answered"/> and <see cref="CallOutcomeKind.InvalidAnswer"/>.</param>
/// <param name="Detail">What a person needs to know; null with <see cref="CallOutcomeKind.Answered"/>.</param>
public sealed record CallOutcome(CallOutcomeKind Kind, ReadOnlyMemory<byte> Payload, string? Detail)
{
    /// <summary>The answer as text, for logs and messages.</summary>
    public string PayloadText => Encoding.UTF8.GetString(Payload.Span);

    internal static CallOutcome Failed(CallOutcomeKind kind, string detail) => new(kind, ReadOnlyMemory<byte>.Empty, detail);
}
