using Voltbench.Ocpp.Rpc;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>What a CSMS may ask of a 1.6 station: one line per action. What is known but not built is NotSupported (OCPP-J 1.6 §4.2.3).</summary>
internal static class V16Inbound
{
    public static readonly CsmsCommands Commands = new(RpcErrorCode.NotSupported)
    {
        { "ChangeAvailability", ChangeAvailability.Handle, "Takes a connector or the whole station out of service or back, after a running session; durable." },
        { "ChangeConfiguration", ChangeConfiguration.Handle, "Sets a configuration key with effect at once; durable." },
        { "ClearChargingProfile", ClearChargingProfile.Handle, "Removes charging profiles by id or by what they are for; power follows at once." },
        { "DataTransfer", DataTransfer.Handle, "Asks the handler of the vendor: data, a refusal, UnknownMessageId or UnknownVendorId." },
        { "GetCompositeSchedule", GetCompositeSchedule.Handle, "Tells the limit of a connector or of the whole station over time, merged from all profiles." },
        { "CancelReservation", CancelReservation.Handle, "Gives up a reservation; its connector is open to all again." },
        { "ClearCache", ClearCache.Handle, "Forgets what the CSMS said of tokens; Rejected while the cache is switched off." },
        { "GetLocalListVersion", GetLocalListVersion.Handle, "Tells the version of the local list: 0 for an empty one, -1 while lists are switched off." },
        { "ReserveNow", ReserveNow.Handle, "Keeps a connector, or whichever is left, for a token and its group until the reservation is used or ends; durable." },
        { "SendLocalList", SendLocalList.Handle, "Replaces or changes the local list, by which tokens are accepted without asking or offline; durable." },
        { "GetConfiguration", GetConfiguration.Handle, "Tells the configuration keys asked for, or all." },
        { "GetDiagnostics", GetDiagnostics.Handle, "Uploads a text of the station's state and frames by HTTP or FTP and tells how that goes." },
        { "GetLog", GetLog.Handle, "Uploads the diagnostics or the security log and tells how that goes; a second request gives up the first." },
        { "RemoteStartTransaction", RemoteStartTransaction.Handle, "Plugs a car in, authorizes as configured and begins a transaction." },
        { "RemoteStopTransaction", RemoteStopTransaction.Handle, "Ends the transaction with reason Remote." },
        { "Reset", Reset.Handle, "Ends sessions with the kind of reset as their reason, then boots again." },
        { "SetChargingProfile", SetChargingProfile.Handle, "Installs a charging profile; the power of running transactions follows it to the second; durable." },
        { "SignedUpdateFirmware", SignedUpdateFirmware.Handle, "Judges the certificate, fetches the image, verifies its signature, installs it when the last car has left, boots with the new version; durable." },
        { "TriggerMessage", TriggerMessage.Handle, "Sends the message asked for." },
        { "UnlockConnector", UnlockConnector.Handle, "Ends a running session with reason UnlockCommand and unlocks the cable." },
        { "UpdateFirmware", UpdateFirmware.Handle, "Fetches the image at its time, installs it when the last car has left, boots with the new version; durable." },
    };

    public static void Handle(Station station, in RpcInput call) => Commands.Handle(station, call);
}
