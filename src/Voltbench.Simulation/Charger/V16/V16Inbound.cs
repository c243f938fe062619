using Voltbench.Ocpp.Rpc;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>What a CSMS may ask of a 1.6 station: one line per action. What is known but not built is NotSupported (OCPP-J 1.6 §4.2.3).</summary>
internal static class V16Inbound
{
    public static readonly CsmsCommands Commands = new(RpcErrorCode.NotSupported)
    {
        { "CancelReservation", CancelReservation.Handle, "Gives up a reservation; its connector is open to all again." },
        { "CertificateSigned", CertificateSigned.Handle, "Verifies the certificate against key, time and hierarchy, keeps it and reconnects with it; otherwise rejects it and reports InvalidChargePointCertificate." },
        { "ChangeAvailability", ChangeAvailability.Handle, "Takes a connector or the whole station out of service or back, after a running session; durable." },
        { "ChangeConfiguration", ChangeConfiguration.Handle, "Sets a configuration key with effect at once; durable." },
        { "ClearCache", ClearCache.Handle, "Forgets what the CSMS said of tokens; Rejected while the cache is switched off." },
        { "ClearChargingProfile", ClearChargingProfile.Handle, "Removes charging profiles by id or by what they are for; power follows at once." },
        { "DataTransfer", DataTransfer.Handle, "Asks the handler of the vendor: data, a refusal, UnknownMessageId or UnknownVendorId." },
        { "DeleteCertificate", DeleteCertificate.Handle, "Deletes an installed root, unless it verifies the connection in use; durable." },
        { "ExtendedTriggerMessage", ExtendedTriggerMessage.Handle, "Sends the message asked for; for SignChargePointCertificate it makes a new key first." },
        { "GetCompositeSchedule", GetCompositeSchedule.Handle, "Tells the limit of a connector or of the whole station over time, merged from all profiles." },
        { "GetConfiguration", GetConfiguration.Handle, "Tells the configuration keys asked for, or all." },
        { "GetDiagnostics", GetDiagnostics.Handle, "Uploads a text of the station's state and frames by HTTP or FTP and tells how that goes." },
        { "GetInstalledCertificateIds", GetInstalledCertificateIds.Handle, "Names the installed roots by hashes of their issuers." },
        { "GetLocalListVersion", GetLocalListVersion.Handle, "Tells the version of the local list: 0 for an empty one, -1 while lists are switched off." },
        { "GetLog", GetLog.Handle, "Uploads the diagnostics or the security log and tells how that goes; a second request gives up the first." },
        { "InstallCertificate", InstallCertificate.Handle, "Installs a root after a look at its form, time, key and, where configured, the root before it; the next secured connection is verified with it. Durable." },
        { "RemoteStartTransaction", RemoteStartTransaction.Handle, "Plugs a car in, authorizes as configured and begins a transaction." },
        { "RemoteStopTransaction", RemoteStopTransaction.Handle, "Ends the transaction with reason Remote." },
        { "ReserveNow", ReserveNow.Handle, "Keeps a connector, or whichever is left, for a token and its group until the reservation is used or ends; durable." },
        { "Reset", Reset.Handle, "Ends sessions with the kind of reset as their reason, then boots again." },
        { "SendLocalList", SendLocalList.Handle, "Replaces or changes the local list, by which tokens are accepted without asking or offline; durable." },
        { "SetChargingProfile", SetChargingProfile.Handle, "Installs a charging profile; the power of running transactions follows it to the second; durable." },
        { "SignedUpdateFirmware", SignedUpdateFirmware.Handle, "Judges the certificate, fetches the image, verifies its signature, installs it when the last car has left, boots with the new version; durable." },
        { "TriggerMessage", TriggerMessage.Handle, "Sends the message asked for." },
        { "UpdateFirmware", UpdateFirmware.Handle, "Fetches the image at its time, installs it when the last car has left, boots with the new version; durable." },
        { "UnlockConnector", UnlockConnector.Handle, "Ends a running session with reason UnlockCommand and unlocks the cable, unless the lock is stuck. A fixed cable is answered NotSupported." },
    };

    public static void Handle(Station station, in RpcInput call) => Commands.Handle(station, call);
}
