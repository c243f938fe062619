using Voltbench.Ocpp.Rpc;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>What a CSMS may ask of a 1.6 station: one line per action. What is known but not built is NotSupported (OCPP-J 1.6 §4.2.3).</summary>
internal static class V16Inbound
{
    private static readonly CsmsCommands Commands = new(RpcErrorCode.NotSupported, new()
    {
        ["ChangeAvailability"] = ChangeAvailability.Handle,
        ["ChangeConfiguration"] = ChangeConfiguration.Handle,
        ["GetConfiguration"] = GetConfiguration.Handle,
        ["RemoteStartTransaction"] = RemoteStartTransaction.Handle,
        ["RemoteStopTransaction"] = RemoteStopTransaction.Handle,
        ["Reset"] = Reset.Handle,
        ["TriggerMessage"] = TriggerMessage.Handle,
        ["UnlockConnector"] = UnlockConnector.Handle,
    });

    public static void Handle(Station station, in RpcInput call) => Commands.Handle(station, call);
}
