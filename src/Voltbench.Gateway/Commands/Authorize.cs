using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Commands;

namespace Voltbench.Gateway.Commands;

/// <summary><c>POST /ocpp/commands/authorize</c>, also <c>/authorize-id-tag</c>: asks the CSMS about a token, nothing else.</summary>
internal static class Authorize
{
    private static readonly FleetCommand Command = new("authorize", CommandKinds.AuthorizeToken, "Ask the CSMS about a token", Read);

    public static void MapAuthorize(this IEndpointRouteBuilder routes)
    {
        routes.MapFleetCommand(Command).Takes<CommandRequest<AuthorizeEvent>>();
        routes.MapFleetCommand(Command with { Path = "authorize-id-tag" }).Takes<CommandRequest<AuthorizeEvent>>();
    }

    private static ReadCommand Read(BodyObject given)
    {
        var idTag = IdTagInput.Read(given);
        return ReadCommand.Of(
            new Simulation.AuthorizeToken(idTag),
            new AuthorizeEvent(idTag),
            CommandEventsJson.Default.AuthorizeEvent,
            charger => IdTagInput.Refuse(idTag, charger));
    }
}

/// <param name="IdTag">Token of the driver; at most 20 characters in OCPP 1.6, 36 in 2.0.1.</param>
public sealed record AuthorizeEvent(string IdTag);
