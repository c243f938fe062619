using System.Collections;
using Voltbench.Ocpp.Rpc;

namespace Voltbench.Simulation.Charger;

/// <summary>Handles one action that the CSMS may ask for; it has to answer.</summary>
internal delegate void CsmsCommand(Station station, in RpcInput call);

/// <summary>The actions that a version of the station handles; each line says what it does. What is missing is answered, never ignored.</summary>
internal sealed class CsmsCommands(RpcErrorCode otherwise) : IEnumerable<KeyValuePair<string, string>>
{
    private readonly Dictionary<string, (CsmsCommand Handler, string Effect)> _handlers = [];

    /// <param name="action">OCPP spelling.</param>
    /// <param name="handler">Answers.</param>
    /// <param name="effect">What the station does, for <c>docs/conformance.md</c>.</param>
    public void Add(string action, CsmsCommand handler, string effect) => _handlers.Add(action, (handler, effect));

    public bool Knows(string action) => _handlers.ContainsKey(action);

    public void Handle(Station station, in RpcInput call)
    {
        if (_handlers.TryGetValue(call.ActionName, out var command))
            command.Handler(station, call);
        else
            station.Reply(call, otherwise, $"{call.ActionName} is not built into this station.");
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
        => _handlers.Select(static h => KeyValuePair.Create(h.Key, h.Value.Effect)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
