using System.Collections.Frozen;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Voltbench.Simulation;

namespace Voltbench.Lab.Commands;

/// <summary>All commands that the lab can send to a charger; one line each here and in the context below.</summary>
public static class CommandKinds
{
    private static readonly Dictionary<Type, CommandKind> Registry = [];

    public static readonly CommandKind StartSession = Add("start_session", CommandJson.Default.StartSession);
    public static readonly CommandKind StopSession = Add("stop_session", CommandJson.Default.StopSession);
    public static readonly CommandKind PlugConnector = Add("plug_connector", CommandJson.Default.PlugConnector);
    public static readonly CommandKind UnplugConnector = Add("unplug_connector", CommandJson.Default.UnplugConnector);
    public static readonly CommandKind UnlockConnector = Add("unlock_connector", CommandJson.Default.UnlockConnector);
    public static readonly CommandKind EvRequestsEnergy = Add("ev_requests_energy", CommandJson.Default.EvRequestsEnergy);
    public static readonly CommandKind EvStopsEnergy = Add("ev_stops_energy", CommandJson.Default.EvStopsEnergy);
    public static readonly CommandKind AuthorizeToken = Add("authorize", CommandJson.Default.AuthorizeToken);
    public static readonly CommandKind PresentIdTag = Add("present_id_tag", CommandJson.Default.PresentIdTag);
    public static readonly CommandKind StartTransaction = Add("start_transaction", CommandJson.Default.StartTransaction);
    public static readonly CommandKind StopTransaction = Add("stop_transaction", CommandJson.Default.StopTransaction);
    public static readonly CommandKind PowerUpdate = Add("power_update", CommandJson.Default.PowerUpdate);
    public static readonly CommandKind ResetStation = Add("reset", CommandJson.Default.ResetStation);
    public static readonly CommandKind ProxyMessage = Add("proxy_message", CommandJson.Default.ProxyMessage);
    public static readonly CommandKind Configure = Add("configuration", CommandJson.Default.Configure);
    public static readonly CommandKind ClearCache = Add("cache_reset", CommandJson.Default.ClearCache);
    public static readonly CommandKind SetLocalList = Add("local_auth_list", CommandJson.Default.SetLocalList);
    public static readonly CommandKind ClearLocalList = Add("clear_local_auth_list", CommandJson.Default.ClearLocalList);
    public static readonly CommandKind InjectFault = Add("inject_fault", CommandJson.Default.InjectFault);
    public static readonly CommandKind ClearFault = Add("clear_fault", CommandJson.Default.ClearFault);

    private static readonly FrozenDictionary<Type, CommandKind> ByType = Registry.ToFrozenDictionary();
    private static readonly FrozenDictionary<string, CommandKind> ByName = Registry.Values.ToFrozenDictionary(k => k.Name, StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">The command is not registered.</exception>
    public static CommandKind Of(ChargerCommand command) => ByType[command.GetType()];

    /// <summary>Null: of a newer node.</summary>
    public static CommandKind? Find(string name) => ByName.GetValueOrDefault(name);

    private static CommandKind<T> Add<T>(string name, JsonTypeInfo<T> json)
        where T : ChargerCommand
    {
        var kind = new CommandKind<T>(name, json);
        Registry.Add(typeof(T), kind);
        return kind;
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StartSession))]
[JsonSerializable(typeof(StopSession))]
[JsonSerializable(typeof(PlugConnector))]
[JsonSerializable(typeof(UnplugConnector))]
[JsonSerializable(typeof(UnlockConnector))]
[JsonSerializable(typeof(EvRequestsEnergy))]
[JsonSerializable(typeof(EvStopsEnergy))]
[JsonSerializable(typeof(AuthorizeToken))]
[JsonSerializable(typeof(PresentIdTag))]
[JsonSerializable(typeof(StartTransaction))]
[JsonSerializable(typeof(StopTransaction))]
[JsonSerializable(typeof(PowerUpdate))]
[JsonSerializable(typeof(ResetStation))]
[JsonSerializable(typeof(ProxyMessage))]
[JsonSerializable(typeof(Configure))]
[JsonSerializable(typeof(ClearCache))]
[JsonSerializable(typeof(SetLocalList))]
[JsonSerializable(typeof(ClearLocalList))]
[JsonSerializable(typeof(InjectFault))]
[JsonSerializable(typeof(ClearFault))]
[JsonSerializable(typeof(CommandOutcome))]
internal sealed partial class CommandJson : JsonSerializerContext;
