using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation.Charger;

/// <summary>What happens to the power of a session.</summary>
internal enum PowerFlow : byte
{
    /// <summary>The power path is open: no car, or nobody may charge.</summary>
    None,

    Charging,

    /// <summary>The car takes nothing.</summary>
    SuspendedEV,

    /// <summary>The station gives nothing.</summary>
    SuspendedEVSE,
}

/// <summary>
/// How much the station offers at each connector, and whether it flows. Whatever changes a limit calls <see cref="Refresh"/>: energy is counted anew from
/// there, and the connector's status follows.
/// </summary>
internal sealed class Power(Station station)
{
    /// <summary>What the connector offers to the car at it, or to any when there is none, W.</summary>
    public double OfferedW(Connector connector)
    {
        var offer = connector.Car is { } car ? PowerLimits.RatedW(connector.Outlet, car.Ev) : connector.Model.MaxPowerW;
        if (connector.Fault is not null || connector.Session is { CapWh: { } cap } session && session.RegisterAt(station.Lane.Now) >= cap - 0.1)
            return 0;
        if (station.HasChargingProfiles)
            offer = Math.Min(offer, station.ChargingProfiles.OfferOf(connector).OfferedW);
        return offer;
    }

    public void RefreshAll()
    {
        foreach (var connector in station.Connectors)
        {
            Rebase(connector);
            station.Statuses.Refresh(connector);
        }
    }

    /// <summary>Something that decides about the connector's power may have changed.</summary>
    public void Refresh(Connector connector)
    {
        if (station.HasChargingProfiles)
        {
            RefreshAll(); // connectors share the limit of the station: what one needs no more another gets
            return;
        }

        Rebase(connector);
        station.Statuses.Refresh(connector);
    }

    /// <summary>The same without the status: for where it is not yet the moment to tell.</summary>
    public void Rebase(Connector connector)
    {
        if (connector.Session is not { } session)
            return;
        var isSwitched = station.HasChargingProfiles
            ? connector.UsePhases(station.ChargingProfiles.OfferOf(connector).Phases)
            : connector.UsePhases(connector.Model.Phases);
        var offer = OfferedW(connector);
        var flow = FlowOf(session, offer);
        if (flow == session.Flow && !isSwitched && (flow != PowerFlow.Charging || offer.Equals(session.OfferedW)))
            return;
        var (old, before) = (session.Flow, session.OfferedW);
        session.Rebase(station.Lane.Now, flow, offer);
        station.Memory.StateChanged();
        station.ViewChanged();
        station.Sessions.ArmLimit(connector);
        if (flow != old)
            station.Sessions.OnFlowChanged(session);
        else if (session.IsRunning && flow == PowerFlow.Charging && IsSignificant(before, offer))
            station.Face.RateChanged(station, session);
    }

    /// <summary>2.0.1 SmartChargingCtrlr.LimitChangeSignificance.</summary>
    public bool IsSignificant(double before, double after)
        => Math.Abs(after - before) > before * (double)station.Configuration.Get(StandardSettings.LimitChangeSignificance) / 100;

    private PowerFlow FlowOf(Session session, double offerW)
    {
        var connector = session.Connector;
        if (connector.Car is not { } car)
            return session.IsRunning ? PowerFlow.SuspendedEV : PowerFlow.None; // 1.6: the transaction outlives the cable when it is told to
        if (!session.IsAuthorized)
            return PowerFlow.None;
        return PowerLimits.Of(connector.Outlet, car.Ev, offerW).Suspension switch
        {
            Suspension.ByStation => PowerFlow.SuspendedEVSE,
            Suspension.None when car.WantsEnergy && session.SocAt(station.Lane.Now) < 100 => PowerFlow.Charging,
            _ => PowerFlow.SuspendedEV,
        };
    }
}
