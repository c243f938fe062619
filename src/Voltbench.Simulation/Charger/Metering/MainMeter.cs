using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation.Charger.Metering;

/// <summary>
/// The meter at the inlet of the station: what its outlets give, what the rectifiers lose of it, and what the electronics draw all the time. Nothing is counted
/// while nobody looks: the register follows from those of the outlets and from the time. Standby counts from the first reading on, and also while the lab is down:
/// the station stands on the grid.
/// </summary>
internal sealed class MainMeter : ICallOwner
{
    // Readings that wait for the disk: more only gather while it is out of order.
    private const int Limit = 16;

    private readonly Station _station;
    private readonly double _baseWh;
    private readonly double _baseOutletsWh;
    private readonly long _baseTicks;
    private List<(OutCall Call, long With)>? _waiting;

    /// <summary>A meter that nobody has read before: what was charged until now has come through it.</summary>
    public MainMeter(Station station)
    {
        _station = station;
        _baseTicks = station.Lane.Now;
        _baseWh = _baseOutletsWh = OutletsWhAt(_baseTicks);
        station.Memory.StateChanged();
    }

    /// <summary>A meter that is remembered.</summary>
    public MainMeter(Station station, double wh, DateTimeOffset at)
    {
        _station = station;
        _baseTicks = station.Lane.Now;
        _baseOutletsWh = OutletsWhAt(_baseTicks);
        _baseWh = wh + (StandbyW * Math.Max(0, (station.Fleet.Time.GetUtcNow() - at).TotalHours));
    }

    private double StandbyW
    {
        get
        {
            var model = _station.Spec.Model;
            return model.StandbyW is { } watts ? Math.Max(0, watts) : model.Connectors.Any(static c => c.IsDc) ? 60 : 8;
        }
    }

    /// <summary>Imported energy, Wh; never falls.</summary>
    public double RegisterAt(long now) => _baseWh + (OutletsWhAt(now) - _baseOutletsWh) + (StandbyW * TimeSpan.FromTicks(now - _baseTicks).TotalHours);

    /// <summary>Power that the station takes from the grid, W.</summary>
    public double PowerAt(long now) => StandbyW + _station.Connectors.Sum(c => AtInlet(c, c.Session?.PowerAt(now) ?? 0));

    /// <summary>What this meter knows of a list of measurands.</summary>
    public static IReadOnlyList<SampledQuantity> Of(IReadOnlyList<SampledQuantity> list) =>
    [
        .. list.Where(static q => q is
        {
            Phase: null, Quantity: MeterQuantity.EnergyActiveImportRegister or MeterQuantity.EnergyActiveNet or MeterQuantity.PowerActiveImport,
        }),
    ];

    /// <summary>Tells the CSMS; false when there is nothing to tell. As soon as everything told is on disk, so that the register does not fall with a kill.</summary>
    public bool Tell(DateTimeOffset at, bool isTriggered)
    {
        var now = _station.Lane.Now;
        var sample = new MeterSample(MeterSample.WholeWh(RegisterAt(now)), Math.Round((decimal)PowerAt(now), 1), 0, 0, 0, IsDc: true, null);
        if (_station.Face.Main(_station, sample, at, isTriggered) is not { } call)
            return false;
        if (Array.Exists(_station.Connectors, static c => c.Session is { Flow: PowerFlow.Charging }))
            _station.Memory.StateChanged(); // idle, the record that is on disk and the time tell the same
        _waiting ??= [];
        if (_waiting.Count == Limit)
            _waiting.RemoveAt(0);
        _waiting.Add((call, _station.Memory.SettledWith));
        if (_station.Memory.IsSettled)
            Send(long.MaxValue);
        return true;
    }

    /// <summary>Something is on disk.</summary>
    public void OnCommitted() => Send(_station.Memory.LastSequence);

    public void OnAnswer(object? tag, in CallAnswer answer)
    {
        if (answer.End is CallEnd.Error or CallEnd.Invalid or CallEnd.Timeout)
            _station.Connection.Report(answer.Problem("MeterValues"));
    }

    // A reading is worth no more than the moment: it is not kept while offline.
    private void Send(long with)
    {
        while (_waiting is { Count: > 0 } && _waiting[0].With <= with)
        {
            if (_station.Boot.IsAccepted)
                _station.Calls.Enqueue(_waiting[0].Call, this, null);
            _waiting.RemoveAt(0);
        }
    }

    private double OutletsWhAt(long now) => _station.Connectors.Sum(c => AtInlet(c, c.RegisterAt(now)));

    private double AtInlet(Connector connector, double atOutlet)
        => connector.Model.IsDc ? atOutlet / Math.Clamp(_station.Spec.Model.RectifierEfficiency, 0.5, 1) : atOutlet;
}
