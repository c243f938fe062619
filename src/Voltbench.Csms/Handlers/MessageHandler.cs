using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;

namespace Voltbench.Csms.Handlers;

/// <summary>Answers one action: reads the request (its schema was checked before), asks the behaviour, writes the answer.</summary>
internal abstract class MessageHandler(OcppAction action)
{
    public OcppAction Action { get; } = action;

    public abstract ValueTask<byte[]> AnswerAsync(Station station, RpcInput call);

    /// <summary>A behaviour that needs no store.</summary>
    public static MessageHandler Of<TRequest, TResponse>(Func<Station, TRequest, TResponse> behaviour) => new Immediate<TRequest, TResponse>(behaviour);

    /// <summary>A behaviour whose answer goes out only when something is stored.</summary>
    public static MessageHandler Stored<TRequest, TResponse>(Func<Station, TRequest, string, ValueTask<TResponse>> behaviour) =>
        new Durable<TRequest, TResponse>(behaviour);

    private sealed class Immediate<TRequest, TResponse>(Func<Station, TRequest, TResponse> behaviour) : MessageHandler(OcppActions.For<TRequest>())
    {
        public override ValueTask<byte[]> AnswerAsync(Station station, RpcInput call)
        {
            var request = OcppJson.Deserialize<TRequest>(call.Payload.Span);
            return ValueTask.FromResult(station.Result(call, behaviour(station, request)));
        }
    }

    private sealed class Durable<TRequest, TResponse>(Func<Station, TRequest, string, ValueTask<TResponse>> behaviour)
        : MessageHandler(OcppActions.For<TRequest>())
    {
        public override async ValueTask<byte[]> AnswerAsync(Station station, RpcInput call)
        {
            var request = OcppJson.Deserialize<TRequest>(call.Payload.Span);
            var response = await behaviour(station, request, call.Id);
            return station.Result(call, response);
        }
    }
}
