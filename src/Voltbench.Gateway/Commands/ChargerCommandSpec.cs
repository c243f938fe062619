using System.Text.Json;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Commands;
using Voltbench.Simulation;

namespace Voltbench.Gateway.Commands;

/// <summary>One command of family A (contract section 6): one charger, whose outcome is waited for.</summary>
/// <param name="Path">kebab-case, the last part of the address.</param>
/// <param name="Summary">For the API document.</param>
/// <param name="Read">Reads the event; violations are noted, the result then ignored.</param>
internal sealed record ChargerCommandSpec(string Path, string Summary, Func<BodyValue, ReadQuestion> Read)
{
    /// <summary>True when the event may be left out.</summary>
    public bool EventIsOptional { get; init; }
}

/// <param name="Command">What a charger gets; what does not fit it is noted as a violation, the result then ignored.</param>
/// <param name="Answer">Writes the answer: the charger, and what it had to tell (an object, or undefined).</param>
internal sealed record ReadQuestion(Func<CommandRecipient, ChargerCommand?> Command, Action<Utf8JsonWriter, CommandRecipient, JsonElement> Answer)
{
    /// <summary>A command whose answer is what the charger tells.</summary>
    public static ReadQuestion Telling(ChargerCommand command) => new(_ => command, static (json, _, told) => CopyMembers(json, told));

    public static void CopyMembers(Utf8JsonWriter json, JsonElement told)
    {
        if (told.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in told.EnumerateObject())
            member.WriteTo(json);
    }
}
