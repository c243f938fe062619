using Voltbench.Ocpp.Rpc;

namespace Voltbench.Ocpp.Messages;

/// <summary>The first thing wrong with a payload.</summary>
/// <param name="Code">The error code that the CALLERROR should carry.</param>
/// <param name="Path">Where: <c>$.meterValue[0].sampledValue[2].unit</c>; <c>$</c> is the payload itself.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record SchemaViolation(RpcErrorCode Code, string Path, string Message)
{
    /// <summary>Path and message in one line, for logs and error descriptions.</summary>
    public override string ToString() => $"{Path}: {Message}";
}
