using System.Collections.Frozen;
using Voltbench.Csms.V16;
using Voltbench.Csms.V201;
using Voltbench.Ocpp.Messages;

namespace Voltbench.Csms.Handlers;

/// <summary>Finds the behaviour of an action; each version lists its own.</summary>
internal static class MessageHandlers
{
    private static readonly FrozenDictionary<OcppAction, MessageHandler> ByAction =
        V16Handlers.All.Concat(V201Handlers.All).ToFrozenDictionary(h => h.Action);

    /// <summary>Null when this CSMS has no behaviour for the action.</summary>
    public static MessageHandler? For(OcppAction action) => ByAction.GetValueOrDefault(action);
}
