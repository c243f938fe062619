using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Voltbench.Simulation;

namespace Voltbench.Lab.Commands;

/// <summary>A command as it travels to another node: a name and JSON.</summary>
public abstract class CommandKind
{
    /// <summary>snake_case; <c>event_type</c> of the API.</summary>
    public abstract string Name { get; }

    internal abstract Type Type { get; }

    internal abstract string Write(ChargerCommand command);

    internal abstract ChargerCommand Read(string json);
}

/// <inheritdoc/>
internal sealed class CommandKind<T>(string name, JsonTypeInfo<T> json) : CommandKind
    where T : ChargerCommand
{
    public override string Name => name;

    internal override Type Type => typeof(T);

    internal override string Write(ChargerCommand command) => JsonSerializer.Serialize((T)command, json);

    internal override ChargerCommand Read(string text) =>
        JsonSerializer.Deserialize(text, json) ?? throw new JsonException($"A command {name} was null.");
}
