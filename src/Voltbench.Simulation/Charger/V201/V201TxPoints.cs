using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>When a transaction begins and ends (OCPP 2.0.1 E01, E06: TxCtrlr.TxStartPoint, TxStopPoint).</summary>
internal static class V201TxPoints
{
    /// <summary>The first of the points to be reached begins it.</summary>
    public static bool Begins(Station station, Session session)
    {
        foreach (var point in station.Configuration.Get(StandardSettings.TxStartPoint))
        {
            if (IsAt(session, point))
                return true;
        }

        return false;
    }

    /// <summary>The first of the points to be left ends it; one that was never reached cannot be left.</summary>
    public static bool Ends(Station station, Session session)
    {
        var isPlugged = session.Connector.IsPlugged;
        if (!session.IsAuthorized && (!isPlugged || IsFinal(session)))
            return true; // nothing is left that could charge
        foreach (var point in station.Configuration.Get(StandardSettings.TxStopPoint))
        {
            if (WasAt(session, point) && !IsAt(session, point))
                return true;
        }

        return false;
    }

    private static bool IsAt(Session session, TxPoint point) => point switch
    {
        TxPoint.EVConnected => session.Connector.IsPlugged,
        TxPoint.Authorized => session.IsAuthorized,
        TxPoint.EnergyTransfer => session.Flow == PowerFlow.Charging,
        _ => session.IsAuthorized && session.Connector.IsPlugged, // PowerPathClosed; the meter signs its first data then
    };

    private static bool WasAt(Session session, TxPoint point) => point switch
    {
        TxPoint.EVConnected => session.Reached.HasFlag(SessionPoints.Plugged),
        TxPoint.Authorized => session.Reached.HasFlag(SessionPoints.Authorized),
        TxPoint.EnergyTransfer => session.Reached.HasFlag(SessionPoints.Flowing),
        _ => session.Reached.HasFlag(SessionPoints.Authorized | SessionPoints.Plugged),
    };

    // The station itself stops: whatever the points say, nobody can go on.
    private static bool IsFinal(Session session) => session.Reached.HasFlag(SessionPoints.Authorized) && session.Cause
        is StopReason.HardReset or StopReason.SoftReset or StopReason.PowerLoss or StopReason.EmergencyStop or StopReason.Other or StopReason.Timeout;
}
