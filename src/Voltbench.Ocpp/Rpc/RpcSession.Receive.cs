using System.Text;
using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.Rpc;

/// <content>What comes in.</content>
public sealed partial class RpcSession
{
    private const string UnreadableId = "-1";
    private const int MaxNameLength = 64;

    /// <summary>Parses, checks and matches one message. Never throws, whatever the bytes are.</summary>
    /// <param name="message">The message; the payload of the result points into it.</param>
    public RpcInput Receive(ReadOnlyMemory<byte> message)
    {
        var frame = RpcFrame.Parse(message.Span, PendingCallId);
        var payload = message.Slice(frame.Payload.Start, frame.Payload.Length);
        return frame.Type switch
        {
            RpcFrame.Call => ReceiveCall(frame, message.Span, payload),
            RpcFrame.CallResult => ReceiveResult(frame, payload),
            RpcFrame.CallError => ReceiveError(frame, payload),
            _ => ReceiveUnknown(frame),
        };
    }

    private RpcInput ReceiveCall(RpcFrame frame, ReadOnlySpan<byte> message, ReadOnlyMemory<byte> payload)
    {
        if (frame.Id is not { Length: > 0 and <= MaxIdLength } id)
            return RefuseId(frame);

        var fingerprint = Fingerprint(message);
        var name = NameOf(frame.Name, out var action);
        if (frame.Fault != FrameFault.None)
            return Refuse(id, fingerprint, action, name, payload, CodeOf(frame.Fault), frame.Problem!);
        if (id == _answeredId && fingerprint == _answeredFingerprint && _answer is not null)
            return Duplicate(id, action, name, payload, _answer);
        if (id == _openId && fingerprint == _openFingerprint)
            return Duplicate(id, action, name, payload, reply: null);
        if (action is null)
            return Refuse(id, fingerprint, action, name, payload, RpcErrorCode.NotImplemented, $"unknown action '{name}'");
        if (action.Sender == (_role == RpcRole.ChargePoint ? MessageSender.ChargePoint : MessageSender.Csms))
            return Refuse(id, fingerprint, action, name, payload, RpcErrorCode.NotSupported, $"{name} is not for this side to receive");
        if (action.Request.Check(payload.Span) is { } violation)
            return Refuse(id, fingerprint, action, name, payload, violation.Code, violation.ToString());

        var reused = (id == _answeredId && fingerprint != _answeredFingerprint) || id == _openId;
        (_openId, _openFingerprint) = (id, fingerprint);
        return new RpcInput
        {
            Kind = RpcInputKind.Call,
            Id = id,
            Action = action,
            ActionName = name,
            Payload = payload,
            Violation = reused ? "the id was used before for another CALL" : null,
            Fingerprint = fingerprint,
        };
    }

    private RpcInput ReceiveResult(RpcFrame frame, ReadOnlyMemory<byte> payload)
    {
        if (frame.Id is null)
            return Unanswerable(frame);
        if (frame.Id != PendingCallId)
            return Late(frame, payload, errorCode: null);

        var action = PendingAction!;
        AbandonCall();
        return new RpcInput
        {
            Kind = RpcInputKind.Result,
            Id = frame.Id,
            Action = action,
            ActionName = action.Name,
            Payload = payload,
            Violation = frame.Problem ?? action.Response.Check(payload.Span)?.ToString(),
        };
    }

    private RpcInput ReceiveError(RpcFrame frame, ReadOnlyMemory<byte> payload)
    {
        if (frame.Id is null)
            return Unanswerable(frame);

        var code = frame.Name.IsEmpty ? nameof(RpcErrorCode.GenericError) : Text(frame.Name);
        if (frame.Id != PendingCallId)
            return Late(frame, payload, code);

        var action = PendingAction!;
        AbandonCall();
        return new RpcInput
        {
            Kind = RpcInputKind.Error,
            Id = frame.Id,
            Action = action,
            ActionName = action.Name,
            Payload = payload,
            ErrorCode = code,
            ErrorDescription = FrameWriter.Cut(frame.Description ?? ""),
            Violation = frame.Problem,
        };
    }

    /// <summary>
    /// No number, or none of ours: 1.6 §4.1.3 has it ignored; 2.0.1 part 4 §4.2.3 answers, with <c>-1</c> when there is no id to answer to.
    /// </summary>
    private RpcInput ReceiveUnknown(RpcFrame frame)
    {
        if (_version == OcppVersion.V16)
            return Unanswerable(frame);

        var problem = frame.Problem ?? $"message type {frame.Type} is none of 2, 3 and 4";
        var id = frame.Id is { Length: > 0 and <= MaxIdLength } known ? known : UnreadableId;
        var code = frame.Type is null ? RpcErrorCode.RpcFrameworkError : RpcErrorCode.MessageTypeNotSupported;
        return new RpcInput
        {
            Kind = RpcInputKind.Refused,
            Id = id,
            ActionName = "",
            Reply = FrameWriter.Error(id, code.WireName(_version), problem),
            Violation = problem,
        };
    }

    /// <summary>A CALL whose id is missing, empty or too long. 1.6 answers where there is something to answer to.</summary>
    private RpcInput RefuseId(RpcFrame frame)
    {
        var problem = frame.Id is null
            ? frame.Problem ?? "the message id could not be read"
            : "the message id must have 1 to 36 characters";
        if (_version == OcppVersion.V16 && frame.Id is null or { Length: > RpcFrame.MaxEchoedId })
            return new RpcInput { Kind = RpcInputKind.Unanswerable, Id = "", ActionName = "", Violation = problem };

        var (id, code) = _version == OcppVersion.V16
            ? (frame.Id!, RpcErrorCode.FormationViolation)
            : (UnreadableId, RpcErrorCode.RpcFrameworkError);
        return new RpcInput
        {
            Kind = RpcInputKind.Refused,
            Id = id,
            ActionName = NameOf(frame.Name, out var action),
            Action = action,
            Reply = FrameWriter.Error(id, code.WireName(_version), problem),
            Violation = problem,
        };
    }

    private RpcInput Refuse(
        string id, int fingerprint, OcppAction? action, string name, ReadOnlyMemory<byte> payload, RpcErrorCode code, string problem) => new()
    {
        Kind = RpcInputKind.Refused,
        Id = id,
        Action = action,
        ActionName = name,
        Payload = payload,
        Reply = Answer(id, fingerprint, FrameWriter.Error(id, code.WireName(_version), problem)),
        Violation = problem,
    };

    private static RpcInput Duplicate(string id, OcppAction? action, string name, ReadOnlyMemory<byte> payload, byte[]? reply) => new()
    {
        Kind = RpcInputKind.Duplicate,
        Id = id,
        Action = action,
        ActionName = name,
        Payload = payload,
        Reply = reply,
        Violation = "the CALL was sent twice",
    };

    private RpcInput Late(RpcFrame frame, ReadOnlyMemory<byte> payload, string? errorCode) => new()
    {
        Kind = RpcInputKind.Late,
        Id = FrameWriter.Cut(frame.Id!),
        ActionName = "",
        Payload = payload,
        ErrorCode = errorCode,
        ErrorDescription = frame.Description is { } description ? FrameWriter.Cut(description) : null,
        Violation = PendingCallId is null
            ? "an answer came while no CALL was in flight"
            : $"an answer came with an id other than that of the {PendingAction!.Name} in flight",
    };

    private static RpcInput Unanswerable(RpcFrame frame) => new()
    {
        Kind = RpcInputKind.Unanswerable,
        Id = FrameWriter.Cut(frame.Id ?? ""),
        ActionName = "",
        Violation = frame.Problem ?? $"message type {frame.Type} is none of 2, 3 and 4",
    };

    /// <summary>
    /// 1.6 §4.2.3: a payload that is incomplete is a ProtocolError, one that is malformed a FormationViolation. 2.0.1 part 4 §4.3: what is wrong
    /// outside the payload is an RpcFrameworkError.
    /// </summary>
    private RpcErrorCode CodeOf(FrameFault fault) => (_version, fault) switch
    {
        (OcppVersion.V16, FrameFault.Incomplete) => RpcErrorCode.ProtocolError,
        (OcppVersion.V16, _) or (_, FrameFault.PayloadSyntax) => RpcErrorCode.FormationViolation,
        _ => RpcErrorCode.RpcFrameworkError,
    };

    /// <summary>The name of an action without a new string when it is a known one.</summary>
    private string NameOf(ReadOnlySpan<byte> raw, out OcppAction? action)
    {
        action = null;
        if (raw.Length <= MaxNameLength)
        {
            Span<char> name = stackalloc char[MaxNameLength];
            action = OcppActions.Find(_version, name[..Encoding.UTF8.GetChars(raw, name)]);
        }

        return action?.Name ?? Text(raw);
    }

    /// <summary>Words of the peer for logs, as they stand in the message.</summary>
    private static string Text(ReadOnlySpan<byte> raw) =>
        PeerText.Clean(raw, MaxNameLength);

    private static int Fingerprint(ReadOnlySpan<byte> message)
    {
        var hash = default(HashCode);
        hash.AddBytes(message);
        return hash.ToHashCode();
    }
}
