using Voltbench.Ocpp.V201.RemoteControl;
using Voltbench.Simulation.Charger.Files;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 F06: how firmware, logs and publications stand; Idle when nothing is under way.</summary>
internal static class FileTrigger
{
    public static TriggerMessageStatus Run(Station station, MessageTrigger requested)
    {
        if (!station.Boot.IsAccepted)
            return TriggerMessageStatus.Rejected;
        switch (requested)
        {
            case MessageTrigger.LogStatusNotification:
                station.Logs.Repeat(LogKind.V201);
                break;
            case MessageTrigger.PublishFirmwareStatusNotification:
                station.Publication.Repeat();
                break;
            default:
                station.Firmware.Repeat(FirmwareKind.V201);
                break;
        }

        return TriggerMessageStatus.Accepted;
    }
}
