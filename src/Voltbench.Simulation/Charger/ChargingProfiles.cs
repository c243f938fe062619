using System.Text.Json;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Physics;
using Voltbench.Simulation.Scheduling;
using Voltbench.Simulation.SmartCharging;
using RateUnit = Voltbench.Simulation.SmartCharging.RateUnit;

namespace Voltbench.Simulation.Charger;

/// <summary>
/// The charging profiles of a station and what they make of its power (1.6 §3.13, 2.0.1 K). They survive a restart (erratum 3.37), those of a transaction
/// with it. Made when the first profile or question about one comes.
/// </summary>
internal sealed class ChargingProfiles(Station station) : IDocument, ICallOwner
{
    public const string DocumentName = "profiles";

    // An hour is early enough to look again at a change that is far away.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly ProfileSet _set = new();
    private LaneTimer? _timer;

    string IDocument.Name => DocumentName;

    public bool IsEmpty => _set.Count == 0;

    /// <summary>Profiles of the CSMS.</summary>
    public int Count => _set.All.Count(static p => p.Purpose != ProfilePurpose.External);

    /// <summary>The second on the station's clock.</summary>
    public long Now => station.ClockNow.ToUnixTimeSeconds();

    /// <summary>What the connector may give now. Keeps watch over the next change while somebody asks.</summary>
    public Offer OfferOf(Connector connector)
    {
        var outlets = Array.ConvertAll(station.Connectors, OutletOf);
        Span<Offer> offers = stackalloc Offer[outlets.Length];
        Watch(Composition.At(_set, outlets, Now, offers));
        return offers[connector.Id - 1];
    }

    /// <summary>
    /// What a connector (0: the station) may take from now on; null for one that does not exist and for no time. For a connector without a transaction one
    /// is taken to begin now.
    /// </summary>
    /// <param name="connectorId">Connector, EVSE, or 0.</param>
    /// <param name="duration">Length, s.</param>
    /// <param name="unit">Of the answer; null = A for AC, W for DC.</param>
    public CompositeSchedule? CompositeOf(int connectorId, int duration, RateUnit? unit)
    {
        if (duration <= 0 || connectorId < 0 || connectorId > station.Connectors.Length)
            return null;
        var outlets = Array.ConvertAll(station.Connectors, OutletOf);
        for (var i = 0; i < outlets.Length; i++)
        {
            if (connectorId == 0 || connectorId == i + 1)
                outlets[i] = outlets[i] with { TakesPart = true, ChargingSince = outlets[i].ChargingSince ?? Now };
        }

        var isDc = connectorId == 0 ? Array.TrueForAll(outlets, static o => o.IsDc) : outlets[connectorId - 1].IsDc;
        var told = unit ?? (isDc ? RateUnit.W : RateUnit.A);
        return connectorId == 0
            ? CompositeSchedule.OfStation(_set, outlets, Now, duration, told)
            : CompositeSchedule.OfOutlet(_set, outlets, connectorId - 1, Now, duration, told);
    }

    /// <summary>What is wrong with the form of a profile, or null.</summary>
    public ProfileProblem? Check(Profile profile) => ProfileRules.Check(
        profile,
        station.Configuration.Get(StandardSettings.ChargeProfileMaxStackLevel),
        station.Configuration.Get(StandardSettings.ChargingScheduleMaxPeriods));

    /// <summary>Installs a profile in place of those that it replaces; null when it is done.</summary>
    public ProfileProblem? Install(Profile profile, Predicate<Profile> isReplaced)
    {
        if (_set.Find(p => p.Purpose == ProfilePurpose.External && p.Id == profile.Id) is not null)
            return new ProfileProblem("InvalidProfile", "That id belongs to an external limit."); // K01.FR.05
        var most = station.Configuration.Get(StandardSettings.MaxChargingProfilesInstalled);
        if (Count - FindAll(isReplaced).Count >= most)
            return new ProfileProblem("OutOfStorage", $"The station keeps at most {most} profiles.");
        _ = _set.RemoveAll(p => p.Purpose != ProfilePurpose.External && isReplaced(p));
        Put(profile);
        return null;
    }

    /// <summary>Exchanges a profile for another state of it.</summary>
    public void Replace(Profile old, Profile profile)
    {
        _ = _set.RemoveAll(p => ReferenceEquals(p, old));
        Put(profile);
    }

    public Profile? Find(Predicate<Profile> match) => _set.Find(match);

    public IReadOnlyList<Profile> FindAll(Predicate<Profile> match) => [.. _set.All.Where(p => match(p))];

    /// <summary>Removes profiles of the CSMS; false when none matches.</summary>
    public bool Clear(Predicate<Profile> match) => Remove(p => p.Purpose != ProfilePurpose.External && match(p));

    /// <summary>The limit from outside at a connector; null lifts it. Returns the one before.</summary>
    public Profile? SetExternal(Connector connector, double? watts)
    {
        var old = _set.Find(p => p.Purpose == ProfilePurpose.External && p.EvseId == connector.Id);
        if (old is not null)
            Remove(p => ReferenceEquals(p, old));
        if (watts is { } limit)
            Put(ExternalLimit(connector, limit));
        return old;
    }

    /// <summary>A transaction begins; the profile that came with its request is its own from now on (1.6 §5.16.2, 2.0.1 K05).</summary>
    public void OnBegun(Session session, Profile profile) => Put(profile with
    {
        EvseId = session.Connector.Id,
        Transaction = session.Transaction!.Reference,
        InstalledAt = Now,
    });

    /// <summary>Profiles of a transaction go with it (1.6 §3.13.1, 2.0.1 K02.FR.05).</summary>
    public void OnEnded(Session session) => Remove(p => p.Purpose == ProfilePurpose.Tx && p.Transaction == session.Transaction!.Reference);

    public ReadOnlyMemory<byte> Write()
        => IsEmpty ? default : JsonSerializer.SerializeToUtf8Bytes(new ProfilesRecord { Profiles = _set.All }, ProfileJson.Default.ProfilesRecord);

    public void Read(ReadOnlyMemory<byte> json)
    {
        foreach (var profile in JsonSerializer.Deserialize(json.Span, ProfileJson.Default.ProfilesRecord)!.Profiles)
            _set.Add(profile);
    }

    public void Clear()
    {
        _ = _set.RemoveAll(static _ => true);
        _timer?.Cancel();
    }

    /// <summary>Tells the CSMS something that it need not answer with more than a nod.</summary>
    public void Tell(OutCall call) => station.Calls.Enqueue(call, this, call.Action.Name);

    public void OnAnswer(object? tag, in CallAnswer answer)
    {
        if (answer.End is CallEnd.Error or CallEnd.Invalid or CallEnd.Timeout)
            station.Connection.Report(answer.Problem((string)tag!));
    }

    public void CancelTimer() => _timer?.Cancel();

    private void Put(Profile profile)
    {
        _set.Add(profile);
        station.Memory.Changed(this);
    }

    private bool Remove(Predicate<Profile> match)
    {
        if (!_set.RemoveAll(match))
            return false;
        station.Memory.Changed(this);
        return true;
    }

    private Profile ExternalLimit(Connector connector, double watts) => new()
    {
        Id = -connector.Id, // no id that a CSMS would give
        EvseId = connector.Id,
        StackLevel = 0,
        Purpose = ProfilePurpose.External,
        Kind = ProfileKind.Absolute,
        Schedules = [new ProfileSchedule { Id = connector.Id, Start = Now, Unit = RateUnit.W, Periods = [new ProfilePeriod(0, watts)] }],
        Source = LimitSource.Ems,
        InstalledAt = Now,
    };

    private void Watch(long until)
    {
        if (until == ProfileStep.Never)
        {
            _timer?.Cancel();
            return;
        }

        // One step late is on the second, one early is not.
        var seconds = Math.Min(until - Now, (long)LongestWait.TotalSeconds + 1);
        var wait = TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(station.ClockNow.UtcTicks % TimeSpan.TicksPerSecond);
        station.Arm(ref _timer, station.Power.RefreshAll, wait);
    }

    private Outlet OutletOf(Connector connector)
    {
        var (model, car, session) = (connector.Model, connector.Car, connector.Session);
        var transaction = session?.Phase == SessionPhase.Finishing ? null : session?.Transaction;
        var started = transaction is null ? default : transaction.StartedUtc + (station.ClockNow - station.Fleet.Time.GetUtcNow());
        return new Outlet
        {
            Id = connector.Id,
            IsDc = model.IsDc,
            VoltageV = model.VoltageV,
            Phases = model.IsDc ? 1 : car is null ? Math.Max(1, model.Phases) : PowerLimits.PhasesOf(model, car.Ev),
            RatedW = car is null ? model.MaxPowerW : PowerLimits.RatedW(model, car.Ev),
            TakesPart = car is { WantsEnergy: true }
                && connector.Fault is null
                && session is { IsAuthorized: true, Phase: not SessionPhase.Finishing }
                && session.SocAt(station.Lane.Now) < 100
                && !(session.CapWh is { } cap && session.RegisterAt(station.Lane.Now) >= cap - 0.1),
            ChargingSince = transaction is null ? null : started.ToUnixTimeSeconds(),
            Transaction = transaction?.Reference,
        };
    }
}
