using System.Text.Json;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Simulation;

namespace Voltbench.Gateway.Commands;

/// <summary><c>POST /ocpp/commands/configuration</c>: sets keys (1.6) or variables (2.0.1) from the operator's side.</summary>
internal static class Configuration
{
    private const int MaxEntries = 100;

    /// <summary>1.6: CiString50. 2.0.1: component and variable with their instances, 50 characters each (part 2, ComponentType, VariableType).</summary>
    private const int MaxKey = 255;

    /// <summary>1.6: CiString500. 2.0.1: part 2, SetVariableDataType, attributeValue.</summary>
    private const int MaxValue = 2_500;

    private static readonly ChargerCommandSpec Command = new("configuration", "Set configuration keys or variables", Read);

    public static void MapConfiguration(this IEndpointRouteBuilder routes) =>
        routes.MapChargerCommand(Command)
            .Takes<ChargerCommandRequest<ConfigurationEvent>>()
            .Answers<ConfigurationAnswer>(StatusCodes.Status200OK);

    private static ReadQuestion Read(BodyValue given)
    {
        var entries = given.Json.ValueKind == JsonValueKind.Array
            ? given.AsList(1, MaxEntries).Select(item => Entry(item.AsObject())).ToList()
            : [Entry(given.AsObject())];
        return ReadQuestion.Telling(new Configure(entries));
    }

    private static ConfigurationEntry Entry(BodyObject entry) => new(entry.String("key", 1, MaxKey), entry.String("value", 0, MaxValue));
}

/// <summary>One setting; the event may also be a list of them, at most 100.</summary>
/// <param name="Key">Name of the key (1.6), <c>Component.Variable</c> (2.0.1).</param>
/// <param name="Value">The value as text, also of numbers and booleans.</param>
public sealed record ConfigurationEvent(string Key, string Value);

/// <param name="Status"><c>Rejected</c> when any was refused, else <c>RebootRequired</c> when any needs one, else <c>Accepted</c>.</param>
/// <param name="Configured">The keys that were taken.</param>
/// <param name="Msg">For a person.</param>
/// <param name="Results">What became of each key.</param>
public sealed record ConfigurationAnswer(string Status, IReadOnlyList<string> Configured, string Msg, IReadOnlyList<ConfigurationResult> Results);

/// <param name="Key">As it was given.</param>
/// <param name="Status"><c>Accepted</c>, <c>Rejected</c> or <c>RebootRequired</c>.</param>
/// <param name="Msg">Why not.</param>
public sealed record ConfigurationResult(string Key, string Status, string? Msg = null);
