using System.Collections.Frozen;
using System.Text.Json.Serialization;
using Voltbench.Simulation;

namespace Voltbench.Lab.Commands;

/// <summary>All commands that the lab can send to a charger; one line each here and in the context below.</summary>
public static class CommandKinds
{
    public static readonly CommandKind StartSession = new CommandKind<StartSession>("start_session", CommandJson.Default.StartSession);
    public static readonly CommandKind StopSession = new CommandKind<StopSession>("stop_session", CommandJson.Default.StopSession);

    private static readonly CommandKind[] All = [StartSession, StopSession];
    private static readonly FrozenDictionary<Type, CommandKind> ByType = All.ToFrozenDictionary(k => k.Type);
    private static readonly FrozenDictionary<string, CommandKind> ByName = All.ToFrozenDictionary(k => k.Name, StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">The command is not registered.</exception>
    public static CommandKind Of(ChargerCommand command) => ByType[command.GetType()];

    /// <summary>Null: of a newer node.</summary>
    public static CommandKind? Find(string name) => ByName.GetValueOrDefault(name);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StartSession))]
[JsonSerializable(typeof(StopSession))]
internal sealed partial class CommandJson : JsonSerializerContext;
