using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Simulation;

namespace Voltbench.Gateway.Commands;

/// <summary><c>POST /ocpp/commands/clear-local-auth-list</c>: empties the local authorization list; its version is 0 then.</summary>
internal static class ClearLocalAuthList
{
    private static readonly ChargerCommandSpec Command = new("clear-local-auth-list", "Empty the local authorization list", Read) { EventIsOptional = true };

    public static void MapClearLocalAuthList(this IEndpointRouteBuilder routes) =>
        routes.MapChargerCommand(Command)
            .Takes<PlainChargerCommandRequest<NoEvent>>()
            .Answers<ClearLocalAuthListAnswer>(StatusCodes.Status200OK);

    private static ReadQuestion Read(BodyValue given)
    {
        _ = given.AsObject();
        return ReadQuestion.Telling(new ClearLocalList());
    }
}

/// <param name="Msg">What was done, for a person.</param>
/// <param name="EntriesDeleted">Tokens that it held.</param>
public sealed record ClearLocalAuthListAnswer(string Msg, int EntriesDeleted);
