using System.Globalization;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;

namespace Voltbench.Csms;

/// <content>CALLs of the CSMS: one in flight, a bounded number behind it.</content>
internal sealed partial class Station
{
    // All null until the first CALL, so that a station nobody asks anything costs nothing.
    private SemaphoreSlim? turn;
    private TaskCompletionSource<CallOutcome>? pending;
    private int waiting;
    private int lastCallId;

    public async Task<CallOutcome> CallAsync(OcppAction action, ReadOnlyMemory<byte> payload, CancellationToken stop)
    {
        if (action.Version != Version || action.Sender == MessageSender.ChargePoint)
            return CallOutcome.Failed(CallOutcomeKind.InvalidRequest, $"{action} is not a request of a CSMS to a station of {Version}");
        if (action.Request.Check(payload.Span) is { } violation)
            return CallOutcome.Failed(CallOutcomeKind.InvalidRequest, $"{violation.Path}: {violation.Message}");
        lock (gate)
        {
            if (waiting >= Options.MaxQueuedCalls)
                return CallOutcome.Failed(CallOutcomeKind.Busy, $"{waiting} requests wait for this station already");
            waiting++;
            turn ??= new SemaphoreSlim(1, 1);
        }

        try
        {
            await turn.WaitAsync(stop);
            try
            {
                return await ExchangeAsync(action, payload, stop);
            }
            finally
            {
                turn.Release();
            }
        }
        finally
        {
            lock (gate)
                waiting--;
        }
    }

    private async Task<CallOutcome> ExchangeAsync(OcppAction action, ReadOnlyMemory<byte> payload, CancellationToken stop)
    {
        var answer = new TaskCompletionSource<CallOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (closed || connection is null)
                return CallOutcome.Failed(CallOutcomeKind.NotConnected, "the station is not connected");
            var frame = session.BeginCall((++lastCallId).ToString(CultureInfo.InvariantCulture), action, payload.Span);
            if (!connection.TrySend(frame))
            {
                session.AbandonCall();
                return CallOutcome.Failed(CallOutcomeKind.NotConnected, "the connection takes no more messages");
            }

            pending = answer;
            CsmsInstruments.Sent.Add(1);
        }

        try
        {
            return await answer.Task.WaitAsync(Options.CallTimeout, server.Time, stop);
        }
        catch (TimeoutException)
        {
            return Abandon(answer, $"no answer to {action.Name} within {Options.CallTimeout.TotalSeconds:0.###} s");
        }
        catch (OperationCanceledException)
        {
            Abandon(answer, "cancelled");
            throw;
        }
    }

    /// <summary>Gives a CALL up, unless its answer came in the same moment.</summary>
    private CallOutcome Abandon(TaskCompletionSource<CallOutcome> answer, string detail)
    {
        lock (gate)
        {
            if (answer.Task.IsCompletedSuccessfully)
                return answer.Task.Result;
            if (ReferenceEquals(pending, answer))
            {
                pending = null;
                session.AbandonCall();
            }
        }

        return CallOutcome.Failed(CallOutcomeKind.NoAnswer, detail);
    }

    private void Complete(in RpcInput input)
    {
        TaskCompletionSource<CallOutcome>? answer;
        lock (gate)
        {
            answer = pending;
            pending = null;
        }

        answer?.TrySetResult(input switch
        {
            { Kind: RpcInputKind.Error } => CallOutcome.Failed(CallOutcomeKind.Error, $"{input.ErrorCode}: {input.ErrorDescription}"),
            { Violation: { } violation } => new CallOutcome(CallOutcomeKind.InvalidAnswer, input.Payload, violation),
            _ => new CallOutcome(CallOutcomeKind.Answered, input.Payload, Detail: null),
        });
    }

    private void EndCalls(string reason)
    {
        TaskCompletionSource<CallOutcome>? answer;
        lock (gate)
        {
            answer = pending;
            pending = null;
        }

        answer?.TrySetResult(CallOutcome.Failed(CallOutcomeKind.NoAnswer, $"the connection ended before the answer: {reason}"));
    }
}
