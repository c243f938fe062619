using System.Collections.Frozen;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Charger.Faults;

namespace Voltbench.Simulation.Charger;

/// <summary>What the lab may ask of a station: one line per command.</summary>
internal static class StationCommands
{
    private static readonly FrozenDictionary<Type, Action<Station, PostedCommand>> Handlers = new Dictionary<Type, Action<Station, PostedCommand>>
    {
        [typeof(StartSession)] = static (s, p) => s.Sessions.Start(p),
        [typeof(StopSession)] = static (s, p) => s.Sessions.Stop(p),
        [typeof(PlugConnector)] = Driver.Plug,
        [typeof(UnplugConnector)] = Driver.Unplug,
        [typeof(EvRequestsEnergy)] = Driver.RequestEnergy,
        [typeof(EvStopsEnergy)] = Driver.StopEnergy,
        [typeof(PowerUpdate)] = PowerUpdates.Run,
        [typeof(StartTransaction)] = Driver.StartTransaction,
        [typeof(StopTransaction)] = Driver.StopTransaction,
        [typeof(Configure)] = ConfigureCommand.Run,
        [typeof(UnlockConnector)] = Operator.Unlock,
        [typeof(ResetStation)] = Operator.Reset,
        [typeof(ProxyMessage)] = ProxyMessages.Send,
        [typeof(PresentIdTag)] = Reader.Present,
        [typeof(AuthorizeToken)] = Reader.Authorize,
        [typeof(ClearCache)] = Tokens.TokenCommands.Clear,
        [typeof(SetLocalList)] = Tokens.TokenCommands.SetList,
        [typeof(ClearLocalList)] = Tokens.TokenCommands.ClearList,
        [typeof(InjectFault)] = StationFaults.Inject,
        [typeof(ClearFault)] = StationFaults.Clear,
    }.ToFrozenDictionary();

    public static void Run(Station station, PostedCommand posted)
    {
        if (Handlers.TryGetValue(posted.Command.GetType(), out var handler))
            handler(station, posted);
        else
            posted.Answer(CommandOutcome.Rejected($"{posted.Command.GetType().Name} is not built into this station."));
    }
}
