using Voltbench.Simulation.Scheduling;

namespace Voltbench.Simulation.Charger.Reserving;

/// <summary>Why a reservation ended without being used.</summary>
internal enum ReservationEnd : byte
{
    Expired,

    /// <summary>What it was for is out of order.</summary>
    Removed,
}

/// <summary>
/// The reservations of a station at work: they end in time, with their connector, or when their driver comes (1.6 §5.13; 2.0.1 H01–H04). Made when the
/// first one is.
/// </summary>
internal sealed class Reservations(Station station) : ICallOwner
{
    private List<OutCall>? _untold;
    private LaneTimer? _timer;
    private bool _isMarking;

    public ReservationBook Book { get; } = new();

    public ReservationResult Enter(Reservation reservation)
    {
        var result = Book.Enter(reservation, Places());
        if (result == ReservationResult.Accepted)
            Changed();
        return result;
    }

    /// <summary>Gives one up on the word of the CSMS; false when there is no such reservation.</summary>
    public bool Cancel(int id)
    {
        if (!Book.Remove(id))
            return false;
        Changed();
        return true;
    }

    /// <summary>The token may take that connector: it is reserved for it, or for nobody.</summary>
    public bool Admits(Connector connector, Token token, string? groupId)
        => Book.Match(connector.Id, connector.Model.Type, token, groupId) is not null || Book.IsOpenToAll(connector.Id, Places());

    /// <summary>The token was granted that connector: its reservation there, if it has one, is used.</summary>
    public Reservation? Use(Connector connector, Token token, string? groupId)
    {
        if (Book.Match(connector.Id, connector.Model.Type, token, groupId) is not { } reservation)
            return null;
        Book.Claim(reservation, isLasting: station.Face.KeepsReservationUntilTransaction);
        Changed();
        return reservation;
    }

    /// <summary>The transaction that uses it up has begun.</summary>
    public void Settle(Reservation reservation)
    {
        if (Book.Settle(reservation))
            Changed();
    }

    /// <summary>The driver went away without a transaction: in 1.6 the reservation holds on until it expires.</summary>
    public void GiveBack(Reservation reservation)
    {
        if (Book.GiveBack(reservation))
            Changed();
    }

    /// <summary>A connector became free, occupied, faulted or unavailable.</summary>
    public void OnPlacesChanged()
    {
        if (_isMarking || Book.All.Count == 0)
            return;
        var broken = Book.TakeBroken(Places());
        foreach (var reservation in broken)
            Tell(reservation, ReservationEnd.Removed);
        if (broken.Count > 0)
            Changed();
        else
            Mark();
    }

    public void CancelTimer() => _timer?.Cancel();

    /// <summary>The book was taken up from the store, or emptied.</summary>
    public void Resume()
    {
        Mark();
        Arm();
    }

    /// <summary>What ended while the CSMS was away is told now.</summary>
    public void OnOnline()
    {
        foreach (var call in _untold ?? [])
            station.Calls.Enqueue(call, this, call);
        _untold = null;
    }

    public void OnAnswer(object? tag, in CallAnswer answer)
    {
        if (answer.End == CallEnd.Lost)
            (_untold ??= []).Add((OutCall)tag!);
        else if (answer.End != CallEnd.Result)
            station.Connection.Report(answer.Problem("ReservationStatusUpdate"));
    }

    private void Tell(Reservation reservation, ReservationEnd end)
    {
        if (station.Face.ReservationEnded(reservation.Id, end) is not { } call)
            return;
        if (station.Boot.IsAccepted)
            station.Calls.Enqueue(call, this, call);
        else
            (_untold ??= []).Add(call);
    }

    private void OnTimer()
    {
        foreach (var reservation in Book.TakeExpired(station.ClockNow))
            Tell(reservation, ReservationEnd.Expired);
        Changed();
    }

    private void Changed()
    {
        station.Memory.Changed(Book);
        Mark();
        Arm();
    }

    private void Arm()
    {
        if (Book.NextExpiry is { } next)
            station.Arm(ref _timer, OnTimer, Max(next - station.ClockNow, TimeSpan.FromMilliseconds(1)));
        else
            _timer?.Cancel();
    }

    /// <summary>Says which connectors are reserved now.</summary>
    private void Mark()
    {
        _isMarking = true;
        var places = Places();
        for (var i = 0; i < places.Length; i++)
        {
            var connector = station.Connectors[i];
            var id = Book.OfConnector(connector.Id)?.Id;
            // Only 2.0.1 shows the last ones left as reserved (H01.FR.20, H01.FR.24); 1.6 reserves no specific connector then (§5.13).
            if (id is null && !station.Face.HasConnectorZero)
                id = Book.SpeakerFor(StaysReserved(connector) ? places[i] with { State = PlaceState.Free } : places[i], places)?.Id;
            if (connector.ReservationId == id)
                continue;
            connector.ReservationId = id;
            station.Statuses.Refresh(connector);
        }

        _isMarking = false;
    }

    /// <summary>Whoever plugs in at a reserved connector changes nothing (G03.FR.09).</summary>
    private static bool StaysReserved(Connector connector)
        => connector is { ReservationId: not null, Fault: null, IsInoperative: false, Session: null or { IsAuthorized: false, Phase: not SessionPhase.Finishing } };

    private Place[] Places() => Array.ConvertAll(station.Connectors, c => new Place(c.Id, c.Model.Type, StateOf(c)));

    private PlaceState StateOf(Connector connector)
    {
        if (connector.Fault is not null)
            return PlaceState.Faulted;
        if (connector.Session is not null || connector.IsPlugged)
            return PlaceState.Occupied;
        return connector.IsInoperative || station.HoldsConnectors ? PlaceState.Unavailable : PlaceState.Free;
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
