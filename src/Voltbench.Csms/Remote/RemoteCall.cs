using Voltbench.Ocpp.Messages;

namespace Voltbench.Csms.Remote;

/// <summary>One request and what its answer says.</summary>
internal static class RemoteCall
{
    public static async Task<RemoteOutcome> SendAsync<TRequest, TResponse>(
        Station station, TRequest request, Func<TResponse, RemoteOutcome> read, CancellationToken stop)
    {
        var outcome = await station.CallAsync(OcppActions.For<TRequest>(), OcppJson.Serialize(request), stop);
        return outcome.Kind == CallOutcomeKind.Answered
            ? read(OcppJson.Deserialize<TResponse>(outcome.Payload.Span))
            : new RemoteOutcome(outcome.Kind, Status: null, outcome.Detail);
    }

    public static RemoteOutcome Answered<TStatus>(TStatus status)
        where TStatus : struct, Enum => new(CallOutcomeKind.Answered, status.ToString(), Detail: null);
}
