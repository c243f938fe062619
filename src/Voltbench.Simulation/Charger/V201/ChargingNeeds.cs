using Voltbench.Ocpp.V201.SmartCharging;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Physics;
using Voltbench.Simulation.SmartCharging;
using CompositeSchedule = Voltbench.Simulation.SmartCharging.CompositeSchedule;
using RateUnit = Voltbench.Simulation.SmartCharging.RateUnit;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 K15–K17: a car that speaks ISO 15118 says what it needs, chooses among the schedules of the CSMS and says how it will charge.</summary>
internal static class ChargingNeeds
{
    // So far a car plans that does not say when it leaves.
    private const int PlanSeconds = 12 * 3600;

    /// <summary>A car says what it needs when power could flow for the first time, and again after it had enough for a while (K17).</summary>
    public static void OnFlowChanged(Station station, Session session)
    {
        if (session.Flow == PowerFlow.SuspendedEV)
            session.HasToldNeeds = false;
        if (session.HasToldNeeds || session.Flow is PowerFlow.None or PowerFlow.SuspendedEV)
            return;
        session.HasToldNeeds = true;
        Tell(station, session);
    }

    /// <summary>Tells what the car needs, if it says so.</summary>
    private static void Tell(Station station, Session session)
    {
        if (session.Connector.Car is not { Ev.SupportsIso15118: true } car)
            return;
        station.ChargingProfiles.Tell(OutCall.Of(new NotifyEVChargingNeedsRequest
        {
            EvseId = session.Connector.Id,
            MaxScheduleTuples = 3,
            ChargingNeeds = NeedsOf(station, session, car),
        }));
    }

    /// <summary>The car takes the schedule that gives it most energy until it leaves; of equals the first.</summary>
    public static void Choose(Station station, Session session, Profile profile)
    {
        if (profile.Schedules.Length < 2 || session.Connector.Car is not { Ev.SupportsIso15118: true })
            return;
        var installed = station.ChargingProfiles.Find(p => p.Id == profile.Id)!;
        var (best, most) = (0, -1.0);
        for (var i = 0; i < profile.Schedules.Length; i++)
        {
            var candidate = installed with { Chosen = i };
            station.ChargingProfiles.Replace(installed, candidate);
            installed = candidate;
            var energy = EnergyOf(station.ChargingProfiles.CompositeOf(session.Connector.Id, Horizon(station, session), RateUnit.W)!);
            if (energy > most * (1 + 1e-9))
                (best, most) = (i, energy);
        }

        station.ChargingProfiles.Replace(installed, installed with { Chosen = best });
    }

    /// <summary>How the car will charge: the limits of now on, as far as it can use them.</summary>
    public static void TellSchedule(Station station, Session session)
    {
        if (session.Connector.Car is not { Ev.SupportsIso15118: true } car)
            return;
        var profile = station.ChargingProfiles.Find(p => p.Purpose == ProfilePurpose.Tx && p.Transaction == session.Transaction!.Reference);
        if (profile is null || station.ChargingProfiles.CompositeOf(session.Connector.Id, Horizon(station, session), profile.Schedule.Unit) is not { } plan)
            return;
        var limits = PowerLimits.Of(session.Connector.Outlet, car.Ev);
        var most = plan.Unit == RateUnit.W ? limits.EvMaxW : limits.EvMaxW / Math.Max(1, session.Connector.Outlet.VoltageV * limits.Phases);
        var periods = new List<ProfilePeriod>();
        foreach (var period in plan.Periods)
        {
            var intended = period with { Limit = Math.Min(period.Limit, CompositeSchedule.RoundDown(most)) };
            if (periods.Count == 0 || periods[^1] with { Start = intended.Start } != intended)
                periods.Add(intended);
        }

        station.ChargingProfiles.Tell(OutCall.Of(new NotifyEVChargingScheduleRequest
        {
            EvseId = session.Connector.Id,
            TimeBase = DateTimeOffset.FromUnixTimeSeconds(plan.Start),
            ChargingSchedule = new ChargingSchedule
            {
                Id = profile.Schedule.Id,
                Duration = plan.Duration,
                ChargingRateUnit = V201Profiles.WireOf(plan.Unit),
                ChargingSchedulePeriod = [.. periods.Select(V201Profiles.WireOf)],
            },
        }));
    }

    private static Ocpp.V201.SmartCharging.ChargingNeeds NeedsOf(Station station, Session session, Car car)
    {
        var (ev, model) = (car.Ev, session.Connector.Model);
        var soc = session.SocAt(station.Lane.Now);
        var energy = (int)(ev.BatteryWh * (100 - soc) / 100);
        if (session.Limits?.Wh is { } target)
            energy = Math.Min(energy, (int)target);
        DateTimeOffset? departure = session is { Limits.Duration: { } duration, Transaction: { } transaction } ? transaction.StartedAt + duration : null;
        if (model.IsDc)
        {
            return new Ocpp.V201.SmartCharging.ChargingNeeds
            {
                RequestedEnergyTransfer = EnergyTransferMode.DC,
                DepartureTime = departure,
                DcChargingParameters = new DcChargingParameters
                {
                    EvMaxCurrent = (int)Math.Ceiling(ev.DcMaxPowerW / Math.Max(1, ev.PackVoltageV)),
                    EvMaxVoltage = (int)Math.Ceiling(ev.PackVoltageV * 1.1),
                    EvMaxPower = (int)ev.DcMaxPowerW,
                    EnergyAmount = energy,
                    StateOfCharge = (int)soc,
                    EvEnergyCapacity = (int)ev.BatteryWh,
                    FullSoC = 100,
                    BulkSoC = (int)Math.Clamp(ev.TaperFromPercent, 0, 100),
                },
            };
        }

        return new Ocpp.V201.SmartCharging.ChargingNeeds
        {
            RequestedEnergyTransfer = PowerLimits.PhasesOf(model, ev) switch
            {
                1 => EnergyTransferMode.ACSinglePhase,
                2 => EnergyTransferMode.ACTwoPhase,
                _ => EnergyTransferMode.ACThreePhase,
            },
            DepartureTime = departure,
            AcChargingParameters = new AcChargingParameters
            {
                EnergyAmount = energy,
                EvMinCurrent = (int)Math.Ceiling(Math.Max(PowerLimits.FloorA, ev.MinCurrentA)),
                EvMaxCurrent = (int)(ev.AcMaxPowerW / Math.Max(1, ev.AcPhases) / Math.Max(1, model.VoltageV)),
                EvMaxVoltage = (int)Math.Ceiling(model.VoltageV * (model.Phases > 1 ? Math.Sqrt(3) : 1)),
            },
        };
    }

    private static int Horizon(Station station, Session session)
    {
        if (session is not { Limits.Duration: { } duration, Transaction: { } transaction })
            return PlanSeconds;
        var left = duration - (station.Fleet.Time.GetUtcNow() - transaction.StartedUtc);
        return (int)Math.Clamp(left.TotalSeconds, 1, PlanSeconds);
    }

    private static double EnergyOf(CompositeSchedule schedule)
    {
        var sum = 0.0;
        for (var i = 0; i < schedule.Periods.Count; i++)
        {
            var end = i + 1 < schedule.Periods.Count ? schedule.Periods[i + 1].Start : schedule.Duration;
            sum += schedule.Periods[i].Limit * (end - schedule.Periods[i].Start);
        }

        return sum;
    }
}
