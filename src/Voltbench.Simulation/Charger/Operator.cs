using Voltbench.Ocpp;

namespace Voltbench.Simulation.Charger;

/// <summary>What the operator does at the station itself, by the rules of the orders that a CSMS may give.</summary>
internal static class Operator
{
    /// <summary>1.6 §5.14, 2.0.1 B11 and B12.</summary>
    public static void Reset(Station station, PostedCommand posted)
    {
        var type = ((ResetStation)posted.Command).Type;
        StopReason? reason = (station.Spec.Version, type) switch
        {
            (OcppVersion.V16, "Hard") or (OcppVersion.V201, "Immediate") => StopReason.HardReset,
            (OcppVersion.V16, "Soft") or (OcppVersion.V201, "OnIdle") => StopReason.SoftReset,
            _ => null,
        };
        if (reason is null)
        {
            posted.Answer(CommandOutcome.Rejected($"{station.Spec.Version.ResourceName()} has no reset {type}."));
            return;
        }

        posted.Answer(CommandOutcome.Accepted());
        if (type == "OnIdle")
            _ = station.Resets.WhenIdle(null);
        else
            station.Departure.Reset(reason.Value);
    }

    /// <summary>1.6 §5.18: a running transaction ends first. 2.0.1 F05: not while one runs.</summary>
    public static void Unlock(Station station, PostedCommand posted)
    {
        var id = ((UnlockConnector)posted.Command).ConnectorId;
        var connector = station.Find(id);
        var problem = connector switch
        {
            null => $"There is no connector {id}; this charger has {station.Connectors.Length}.",
            { Fault.ErrorCode: "ConnectorLockFailure" } => $"The lock of connector {id} does not open.",
            { Session.IsRunning: true } when station.Spec.Version == OcppVersion.V201 => $"A transaction runs at EVSE {id}.",
            _ => null,
        };
        if (problem is null && connector!.Session is { IsRunning: true } session)
            problem = station.Sessions.Stop(session, StopReason.UnlockCommand);
        if (problem is null)
            station.Sessions.Unlock(connector!);
        posted.Answer(problem is null ? CommandOutcome.Accepted() : CommandOutcome.Rejected(problem));
    }
}
