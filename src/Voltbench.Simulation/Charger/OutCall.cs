using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;

namespace Voltbench.Simulation.Charger;

/// <summary>A CALL that a protocol face has put into the words of its version.</summary>
internal readonly record struct OutCall(OcppAction Action, ReadOnlyMemory<byte> Payload)
{
    public static OutCall Of<TRequest>(TRequest request)
        => new(OcppActions.For<TRequest>(), OcppJson.Serialize(request));
}

/// <summary>How a CALL of ours ended.</summary>
internal enum CallEnd : byte
{
    /// <summary>A CALLRESULT that fits its schema.</summary>
    Result,

    /// <summary>A CALLRESULT that does not.</summary>
    Invalid,

    /// <summary>A CALLERROR.</summary>
    Error,

    /// <summary>No answer within the message timeout.</summary>
    Timeout,

    /// <summary>The connection went first.</summary>
    Lost,
}

/// <summary>Answer to a CALL of ours.</summary>
internal readonly struct CallAnswer(CallEnd end, RpcInput input)
{
    public CallEnd End { get; } = end;

    public RpcInput Input { get; } = input;

    /// <summary>What went wrong, for <c>last_error</c>.</summary>
    public string Problem(string action) => End switch
    {
        CallEnd.Invalid => $"The CSMS answered {action} with a payload that breaks the schema: {Input.Violation}",
        CallEnd.Error => $"The CSMS answered {action} with CALLERROR {Input.ErrorCode}: {Input.ErrorDescription}",
        CallEnd.Timeout => $"The CSMS did not answer {action} in time.",
        CallEnd.Lost => $"The connection was lost before {action} was answered.",
        _ => "",
    };
}

/// <summary>Who sent a CALL and is told how it ended.</summary>
internal interface ICallOwner
{
    void OnAnswer(object? tag, in CallAnswer answer);
}
