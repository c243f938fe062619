using Voltbench.Simulation.Charger.Reserving;
using Voltbench.Simulation.Charger.Tokens;

namespace Voltbench.Simulation.Charger;

/// <content>What it knows of tokens and keeps for drivers; made at first use, as most chargers never need it.</content>
internal sealed partial class Station
{
    private KnownTokens? _knownTokens;
    private Reservations? _reservations;
    private Reader? _reader;

    public KnownTokens KnownTokens => _knownTokens ??= new KnownTokens(this);

    public Reservations Reservations => _reservations ??= new Reservations(this);

    public Reader Reader => _reader ??= new Reader(this);

    /// <summary>Something is reserved.</summary>
    public bool HasReservations => _reservations is { Book.All.Count: > 0 };

    /// <summary>The CSMS accepted the station (again).</summary>
    public void OnRegistered() => _reservations?.OnOnline();
}
