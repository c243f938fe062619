using Voltbench.Ocpp.Rpc;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>What a CSMS may ask of a 2.0.1 station: one line per action. What is known but not built is NotSupported (part 4 §4.3).</summary>
internal static class V201Inbound
{
    private static readonly CsmsCommands Commands = new(RpcErrorCode.NotSupported, new()
    {
        ["ChangeAvailability"] = ChangeAvailability.Handle,
        ["RequestStartTransaction"] = RequestStartTransaction.Handle,
        ["RequestStopTransaction"] = RequestStopTransaction.Handle,
        ["Reset"] = Reset.Handle,
        ["TriggerMessage"] = TriggerMessage.Handle,
        ["UnlockConnector"] = UnlockConnector.Handle,
    });

    public static void Handle(Station station, in RpcInput call) => Commands.Handle(station, call);
}
