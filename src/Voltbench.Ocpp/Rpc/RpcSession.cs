using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.Rpc;

/// <summary>
/// One end of an OCPP-J connection without the socket: at most one CALL of ours in flight (OCPP-J 1.6 §4.1.1, OCPP 2.0.1 part 4 §4.1.1), every
/// received message parsed, checked and matched. Not thread-safe; knows no time: the owner abandons a CALL that was not answered.
/// </summary>
public sealed partial class RpcSession
{
    /// <summary>Longest message id (OCPP-J 1.6 §4.1.4, OCPP 2.0.1 part 4 §4.1.4), characters.</summary>
    public const int MaxIdLength = 36;

    private readonly OcppVersion _version;
    private readonly RpcRole _role;

    // The CALL of the peer that was answered last, and the one that is being handled.
    private string? _answeredId;
    private int _answeredFingerprint;
    private byte[]? _answer;
    private string? _openId;
    private int _openFingerprint;

    public RpcSession(OcppVersion version, RpcRole role)
    {
        _version = version;
        _role = role;
    }

    /// <summary>Id of our CALL in flight; null when there is none.</summary>
    public string? PendingCallId { get; private set; }

    /// <summary>Action of our CALL in flight.</summary>
    public OcppAction? PendingAction { get; private set; }

    /// <summary>The frame of a CALL, which is in flight from now on.</summary>
    /// <param name="id">1–36 characters, never used before on this connection.</param>
    /// <param name="action">Of the version of this session.</param>
    /// <param name="payload">JSON, taken as it is.</param>
    /// <exception cref="InvalidOperationException">Another CALL is in flight.</exception>
    public byte[] BeginCall(string id, OcppAction action, ReadOnlySpan<byte> payload)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(action);
        if (id.Length > MaxIdLength)
            throw new ArgumentException("a message id has at most 36 characters", nameof(id));
        if (action.Version != _version)
            throw new ArgumentException($"{action} is not of the version of this session", nameof(action));
        if (PendingCallId is not null)
            throw new InvalidOperationException($"a CALL is in flight already: {PendingAction?.Name}");

        var frame = FrameWriter.Call(id, action.Name, payload);
        (PendingCallId, PendingAction) = (id, action);
        return frame;
    }

    /// <summary>Gives up the CALL in flight, if there is one: its answer is late from now on.</summary>
    public void AbandonCall() => (PendingCallId, PendingAction) = (null, null);

    /// <summary>The CALLRESULT of a received CALL.</summary>
    /// <exception cref="ArgumentException">Not a CALL, or not the response of its action.</exception>
    public byte[] Result<T>(in RpcInput call, T response)
    {
        if (call.Kind != RpcInputKind.Call || call.Action is null)
            throw new ArgumentException("only a CALL is answered", nameof(call));
        if (call.Action.Response.Type != typeof(T))
            throw new ArgumentException($"{typeof(T)} is not the response of {call.Action}", nameof(response));
        return Answer(call.Id, call.Fingerprint, FrameWriter.Result(call.Id, response));
    }

    /// <summary>A CALLRESULT of a received CALL whose payload is JSON taken as it is: nobody checks it.</summary>
    /// <exception cref="ArgumentException">Not a CALL.</exception>
    public byte[] RawResult(in RpcInput call, ReadOnlySpan<byte> payload)
    {
        if (call.Kind != RpcInputKind.Call)
            throw new ArgumentException("only a CALL is answered", nameof(call));
        return Answer(call.Id, call.Fingerprint, FrameWriter.RawResult(call.Id, payload));
    }

    /// <summary>
    /// The CALLERROR of a received CALL, in the spelling of the version. A repetition of the CALL gets it again, except an InternalError: that CALL is
    /// handled anew.
    /// </summary>
    /// <exception cref="ArgumentException">Not a CALL.</exception>
    public byte[] Error(in RpcInput call, RpcErrorCode code, string description)
    {
        ArgumentNullException.ThrowIfNull(description);
        if (call.Kind != RpcInputKind.Call)
            throw new ArgumentException("only a CALL is answered", nameof(call));
        var frame = FrameWriter.Error(call.Id, code.WireName(_version), description);
        Answer(call.Id, call.Fingerprint, frame);

        // What failed here may succeed when the peer sends the same CALL again, as it does with transactions: it is no duplicate then.
        if (code == RpcErrorCode.InternalError)
            _answer = null;
        return frame;
    }

    private byte[] Answer(string id, int fingerprint, byte[] frame)
    {
        if (_openId == id)
            _openId = null;
        (_answeredId, _answeredFingerprint, _answer) = (id, fingerprint, frame);
        return frame;
    }
}
