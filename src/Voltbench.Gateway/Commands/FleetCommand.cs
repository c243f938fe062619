using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Commands;
using Voltbench.Simulation;

namespace Voltbench.Gateway.Commands;

/// <summary>One command of family B (contract section 6): its name, how its event is read, and whom it cannot be sent to.</summary>
/// <param name="Path">kebab-case, the last part of the address.</param>
/// <param name="Kind">The command in the lab.</param>
/// <param name="Summary">For the API document.</param>
/// <param name="Read">Reads the event; violations are noted, the result then ignored.</param>
internal sealed record FleetCommand(string Path, CommandKind Kind, string Summary, Func<BodyObject, ReadCommand> Read)
{
    /// <summary>True when the event may be left out.</summary>
    public bool EventIsOptional { get; init; }
}

/// <param name="Command">What the charger gets.</param>
/// <param name="Payload">The event as it was understood, for the answer.</param>
/// <param name="Refuse">Why a charger cannot take it; null when it can.</param>
internal readonly record struct ReadCommand(ChargerCommand Command, JsonElement Payload, Func<CommandRecipient, string?>? Refuse = null)
{
    public static ReadCommand Of<T>(ChargerCommand command, T payload, JsonTypeInfo<T> type, Func<CommandRecipient, string?>? refuse = null) =>
        new(command, JsonSerializer.SerializeToElement(payload, type), refuse);
}
