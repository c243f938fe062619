using System.Collections.Frozen;
using Voltbench.Ocpp.Rpc;

namespace Voltbench.Simulation.Charger;

/// <summary>Handles one action that the CSMS may ask for; it has to answer.</summary>
internal delegate void CsmsCommand(Station station, in RpcInput call);

/// <summary>The actions that a version of the station handles. What is missing is answered, never ignored.</summary>
internal sealed class CsmsCommands(RpcErrorCode otherwise, Dictionary<string, CsmsCommand> handlers)
{
    private readonly FrozenDictionary<string, CsmsCommand> _handlers = handlers.ToFrozenDictionary();

    public void Handle(Station station, in RpcInput call)
    {
        if (_handlers.TryGetValue(call.ActionName, out var handler))
            handler(station, call);
        else
            station.Reply(call, otherwise, $"{call.ActionName} is not built into this station.");
    }
}
