using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.Rpc;

/// <summary>What a received message turned out to be.</summary>
public enum RpcInputKind
{
    /// <summary>A valid CALL for this side: answer it with <see cref="RpcSession.Result"/> or <see cref="RpcSession.Error"/>.</summary>
    Call,

    /// <summary>The CALLRESULT of our CALL in flight. Its payload may be read when <see cref="RpcInput.Violation"/> is null.</summary>
    Result,

    /// <summary>The CALLERROR of our CALL in flight.</summary>
    Error,

    /// <summary>A CALL that cannot be accepted: send <see cref="RpcInput.Reply"/> as it is.</summary>
    Refused,

    /// <summary>A CALL that came before, with the same id and content: send <see cref="RpcInput.Reply"/>, or nothing while the first is still being handled.</summary>
    Duplicate,

    /// <summary>An answer to no CALL in flight: abandoned, answered already, or an id we never sent. Nothing is to be sent.</summary>
    Late,

    /// <summary>Nothing the version has an answer for.</summary>
    Unanswerable,
}

/// <summary>One received message, parsed, checked and matched.</summary>
public readonly struct RpcInput
{
    public RpcInputKind Kind { get; init; }

    /// <summary>The message id; empty when it could not be read, <c>-1</c> when 2.0.1 asks to answer with that.</summary>
    public string Id { get; init; }

    /// <summary>The action of the CALL, or of the CALL that this answers; null when it is unknown.</summary>
    public OcppAction? Action { get; init; }

    /// <summary>Its name, also when it is unknown to us (then at most 64 characters of it); empty when there is none.</summary>
    public string ActionName { get; init; }

    /// <summary>The payload as it stands in the received message, not a copy. Of a CALLERROR the details. Empty when the message broke off before.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The frame to send, if one is ready.</summary>
    public byte[]? Reply { get; init; }

    /// <summary>The error code of a received CALLERROR, as the peer spells it.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The error description of a received CALLERROR, at most 255 characters of it.</summary>
    public string? ErrorDescription { get; init; }

    /// <summary>What is wrong with the message, for the log and a last error; null for a correct one.</summary>
    public string? Violation { get; init; }

    /// <summary>Hash of the whole message: tells a repetition from the reuse of an id.</summary>
    internal int Fingerprint { get; init; }

    public override string ToString() => $"{Kind} {ActionName} {Id}";
}
