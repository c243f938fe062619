using Voltbench.Ocpp.Rpc;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>What a CSMS may ask of a 2.0.1 station: one line per action. What is known but not built is NotSupported (part 4 §4.3).</summary>
internal static class V201Inbound
{
    public static readonly CsmsCommands Commands = new(RpcErrorCode.NotSupported)
    {
        { "CancelReservation", CancelReservation.Handle, "Gives up a reservation; its EVSE is open to all again." },
        { "CertificateSigned", CertificateSigned.Handle, "Verifies the certificate against key, time and hierarchy, keeps it and reconnects with it; otherwise rejects it and reports InvalidChargingStationCertificate." },
        { "ChangeAvailability", ChangeAvailability.Handle, "Takes an EVSE or the whole station out of service or back, after a running transaction; durable." },
        { "ClearCache", ClearCache.Handle, "Forgets what the CSMS said of tokens; Rejected while the cache is switched off." },
        { "GetLocalListVersion", GetLocalListVersion.Handle, "Tells the version of the local list, 0 for an empty one." },
        { "ReserveNow", ReserveNow.Handle, "Keeps an EVSE, or whichever is left, for a token and its group until the reservation is used or ends; durable." },
        { "SendLocalList", SendLocalList.Handle, "Replaces or changes the local list, by which tokens are accepted without asking or offline; durable." },
        { "GetTransactionStatus", GetTransactionStatus.Handle, "Tells whether a transaction runs and whether messages of it wait." },
        { "RequestStartTransaction", RequestStartTransaction.Handle, "Plugs a car in, authorizes as configured and begins a transaction." },
        { "RequestStopTransaction", RequestStopTransaction.Handle, "Ends the transaction with reason Remote." },
        { "Reset", Reset.Handle, "Ends transactions at once, or waits for their end while nothing new begins (durable); then the station boots, or the one EVSE restarts." },
        { "SetVariables", SetVariables.Handle, "Changes the settings of the device model, at once or with the next boot; durable." },
        { "ClearChargingProfile", ClearChargingProfile.Handle, "Removes charging profiles by id or criteria, never external constraints; power follows at once." },
        { "ClearDisplayMessage", ClearDisplayMessage.Handle, "Takes a message off the display." },
        { "ClearVariableMonitoring", ClearVariableMonitoring.Handle, "Watches no more; what is wired in stays." },
        { "CostUpdated", CostUpdated.Handle, "Shows the running cost at the EVSE and in the API." },
        { "CustomerInformation", CustomerInformation.Handle, "Tells in parts what it keeps of a customer, and removes it." },
        { "DataTransfer", DataTransfer.Handle, "Asks the handler of the vendor: data, a refusal, UnknownMessageId or UnknownVendorId." },
        { "DeleteCertificate", DeleteCertificate.Handle, "Deletes an installed root or V2G chain, unless it verifies the connection in use; durable." },
        { "GetBaseReport", GetBaseReport.Handle, "Reports what can be set, everything, or what bears on charging now, in numbered parts." },
        { "GetChargingProfiles", GetChargingProfiles.Handle, "Reports the installed profiles that meet the criteria, page by page." },
        { "GetCompositeSchedule", GetCompositeSchedule.Handle, "Tells the limit of an EVSE or of the whole station over time, merged from all profiles." },
        { "GetDisplayMessages", GetDisplayMessages.Handle, "Tells the messages that match, in parts." },
        { "GetInstalledCertificateIds", GetInstalledCertificateIds.Handle, "Names the installed roots and the V2G chain by hashes of their issuers." },
        { "GetLog", GetLog.Handle, "Uploads the diagnostics or the security log and tells how that goes; a second request gives up the first." },
        { "GetMonitoringReport", GetMonitoringReport.Handle, "Reports the monitors in numbered parts." },
        { "GetReport", GetReport.Handle, "Reports the chosen components and variables in numbered parts." },
        { "GetVariables", GetVariables.Handle, "Tells the attributes of the device model as they are now." },
        { "InstallCertificate", InstallCertificate.Handle, "Installs a root after a look at its form, time, key and, where configured, the root before it; the next secured connection is verified with it. Durable." },
        { "PublishFirmware", PublishFirmware.Handle, "Fetches an image, checks its MD5 and offers it to others; durable." },
        { "SetChargingProfile", SetChargingProfile.Handle, "Installs a charging profile; the power of running transactions follows it to the second; durable." },
        { "SetDisplayMessage", SetDisplayMessage.Handle, "Keeps a message and shows it at its time, in its state and order, until its end or its transaction's; durable." },
        { "SetMonitoringBase", SetMonitoringBase.Handle, "Drops the monitors that the CSMS set, or the preconfigured ones, or brings those back." },
        { "SetMonitoringLevel", SetMonitoringLevel.Handle, "Events less grave are no longer told; durable." },
        { "SetNetworkProfile", SetNetworkProfile.Handle, "Keeps the profile in its slot, durable; NetworkConfigurationPriority and a reset make the station use it, and fall back when it does not connect." },
        { "SetVariableMonitoring", SetVariableMonitoring.Handle, "Watches variables for thresholds, changes or by period, and tells what it finds by NotifyEvent; durable." },
        { "TriggerMessage", TriggerMessage.Handle, "Sends the message asked for." },
        { "UnpublishFirmware", UnpublishFirmware.Handle, "No longer offers an image." },
        { "UpdateFirmware", UpdateFirmware.Handle, "Judges the certificate, fetches the image, verifies its signature, installs it at its time when the last car has left, boots with the new version; durable." },
        { "UnlockConnector", UnlockConnector.Handle, "Unlocks the cable, unless an authorized transaction runs or the lock is stuck." },
    };

    public static void Handle(Station station, in RpcInput call) => Commands.Handle(station, call);
}
