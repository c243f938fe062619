using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Simulation;

namespace Voltbench.Gateway.Commands;

/// <summary><c>POST /ocpp/commands/cache/reset</c>: empties the authorization cache.</summary>
internal static class CacheReset
{
    private static readonly ChargerCommandSpec Command = new("cache/reset", "Empty the authorization cache", Read) { EventIsOptional = true };

    public static void MapCacheReset(this IEndpointRouteBuilder routes) =>
        routes.MapChargerCommand(Command)
            .Takes<PlainChargerCommandRequest<NoEvent>>()
            .Answers<CacheResetAnswer>(StatusCodes.Status200OK);

    private static ReadQuestion Read(BodyValue given)
    {
        _ = given.AsObject();
        return ReadQuestion.Telling(new ClearCache());
    }
}

/// <param name="Msg">What was done, for a person.</param>
/// <param name="ClearedEntries">Tokens that it held.</param>
public sealed record CacheResetAnswer(string Msg, int ClearedEntries);
