using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Commands;
using Voltbench.Ocpp;

namespace Voltbench.Gateway.Commands;

/// <summary><c>POST /ocpp/commands/reset</c>: resets the station as if the CSMS had asked.</summary>
internal static class ResetCharger
{
    private static readonly string[] Types16 = ["Hard", "Soft"];
    private static readonly string[] Types201 = ["Immediate", "OnIdle"];

    private static readonly FleetCommand Command = new("reset", CommandKinds.ResetStation, "Reset the station", Read);

    public static void MapResetCharger(this IEndpointRouteBuilder routes) => routes.MapFleetCommand(Command).Takes<CommandRequest<ResetEvent>>();

    private static ReadCommand Read(BodyObject given)
    {
        var type = given.Enum("type", [.. Types16, .. Types201]);
        return ReadCommand.Of(
            new Simulation.ResetStation(type), new ResetEvent(type), CommandEventsJson.Default.ResetEvent, charger => Refuse(type, charger));
    }

    private static string? Refuse(string type, CommandRecipient charger) => charger.Version switch
    {
        OcppVersion.V16 when !Types16.Contains(type) => $"OCPP 1.6 has no reset {type}; it has Hard and Soft.",
        OcppVersion.V201 when !Types201.Contains(type) => $"OCPP 2.0.1 has no reset {type}; it has Immediate and OnIdle.",
        _ => null,
    };
}

/// <param name="Type"><c>Hard</c> or <c>Soft</c> (1.6), <c>Immediate</c> or <c>OnIdle</c> (2.0.1).</param>
public sealed record ResetEvent(string Type);
