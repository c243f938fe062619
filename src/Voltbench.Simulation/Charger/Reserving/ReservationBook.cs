using System.Text.Json;
using System.Text.Json.Serialization;
using Voltbench.Simulation.Charger.Tokens;

namespace Voltbench.Simulation.Charger.Reserving;

/// <summary>What stands against a reservation.</summary>
internal enum ReservationResult : byte
{
    Accepted,
    Faulted,
    Occupied,
    Unavailable,

    /// <summary>There is no such connector, or none of that type.</summary>
    NoSuchPlace,
}

/// <summary>
/// The reservations of a station, the oldest first. One of a connector keeps that connector; one without keeps nothing in particular, but there must always be
/// a free connector of its type left for it (1.6 §5.13, 2.0.1 H01.FR.04, H01.FR.06).
/// </summary>
internal sealed class ReservationBook : IDocument
{
    public const string DocumentName = "reservations";

    private readonly List<Reservation> _reservations = [];
    private readonly List<Reservation> _claimed = [];

    public string Name => DocumentName;

    public IReadOnlyList<Reservation> All => _reservations;

    public Reservation? Find(int id) => _reservations.Find(r => r.Id == id);

    /// <summary>The reservation of that very connector.</summary>
    public Reservation? OfConnector(int connectorId) => _reservations.Find(r => r.ConnectorId == connectorId);

    /// <summary>When the next one ends; null when there is none.</summary>
    public DateTimeOffset? NextExpiry => _reservations.Count == 0 ? null : _reservations.Min(static r => r.Expires);

    /// <summary>Enters a reservation, in place of the one with its id; on refusal all stays as it was.</summary>
    public ReservationResult Enter(Reservation reservation, IReadOnlyList<Place> places)
    {
        var others = _reservations.Where(r => r.Id != reservation.Id).ToList();
        var fitting = places.Where(p => (reservation.ConnectorId == 0 || p.ConnectorId == reservation.ConnectorId) && Fits(reservation, p)).ToList();
        if (fitting.Count == 0)
            return ReservationResult.NoSuchPlace;
        var isFree = fitting.Exists(static p => p.State == PlaceState.Free);
        if (!isFree || !AreKept([.. others, reservation], places))
            return Obstacle(fitting, isFree);
        _ = Remove(reservation.Id);
        _reservations.Add(reservation);
        return ReservationResult.Accepted;
    }

    public bool Remove(int id) => _reservations.RemoveAll(r => r.Id == id) + _claimed.RemoveAll(r => r.Id == id) > 0;

    /// <summary>
    /// Its driver is there: it keeps nothing any more. One that is not lasting is over; a lasting one stays on disk until <see cref="Settle"/> or
    /// <see cref="GiveBack"/>.
    /// </summary>
    public void Claim(Reservation reservation, bool isLasting)
    {
        if (_reservations.Remove(reservation) && isLasting)
            _claimed.Add(reservation);
    }

    /// <summary>A claimed one is over.</summary>
    public bool Settle(Reservation reservation) => _claimed.Remove(reservation);

    /// <summary>A claimed one keeps its place again.</summary>
    public bool GiveBack(Reservation reservation)
    {
        if (!_claimed.Remove(reservation))
            return false;
        _reservations.Insert(0, reservation);
        return true;
    }

    /// <summary>Takes out what has ended by now.</summary>
    public IReadOnlyList<Reservation> TakeExpired(DateTimeOffset now) => Take(r => r.Expires <= now);

    /// <summary>
    /// Takes out what can no longer be kept because its connector, or the last one left for it, is out of order; of several without a connector the latest
    /// goes first. A connector that is in use counts as kept: it will be free again.
    /// </summary>
    public IReadOnlyList<Reservation> TakeBroken(IReadOnlyList<Place> places)
    {
        var usable = places.Select(static p => p.State == PlaceState.Occupied ? p with { State = PlaceState.Free } : p).ToList();
        var broken = Take(r => r.ConnectorId != 0 && !usable.Exists(p => p.ConnectorId == r.ConnectorId && p.State == PlaceState.Free)).ToList();
        while (!AreKept(_reservations, usable) && _reservations.FindLast(static r => r.ConnectorId == 0) is { } last)
        {
            _ = Remove(last.Id);
            broken.Add(last);
        }

        return broken;
    }

    /// <summary>The reservation that a token would use up at a connector; null when there is none for it.</summary>
    public Reservation? Match(int connectorId, string connectorType, Token token, string? groupId)
    {
        Reservation? any = null;
        foreach (var reservation in _reservations)
        {
            if (!reservation.IsFor(token, groupId))
                continue;
            if (reservation.ConnectorId == connectorId)
                return reservation;
            if (reservation.ConnectorId == 0 && any is null && (reservation.ConnectorType is null || reservation.ConnectorType == connectorType))
                any = reservation;
        }

        return any;
    }

    /// <summary>A token without a reservation may take the connector: nobody has it, and enough is left for those who reserved any.</summary>
    public bool IsOpenToAll(int connectorId, IReadOnlyList<Place> places)
    {
        if (_reservations.Count == 0)
            return true;
        if (OfConnector(connectorId) is not null)
            return false;
        // His car may be there already. What is beyond keeping anyway is not this driver's fault; he must only not make it worse.
        return Missing(_reservations, With(places, connectorId, PlaceState.Occupied)) <= Missing(_reservations, With(places, connectorId, PlaceState.Free));
    }

    /// <summary>The group matters for whether the token may use that connector: it has to be known.</summary>
    public bool NeedsGroup(int connectorId, Token token)
    {
        foreach (var reservation in _reservations)
        {
            if (reservation.GroupId is not null && reservation.Token != token && (reservation.ConnectorId == 0 || reservation.ConnectorId == connectorId))
                return true;
        }

        return false;
    }

    /// <summary>The reservation without a connector for which that one, like all that are left, counts as reserved (2.0.1 H01.FR.20, H01.FR.24).</summary>
    public Reservation? SpeakerFor(Place place, IReadOnlyList<Place> places)
        => place.State == PlaceState.Free && _reservations.Find(r => r.ConnectorId == 0 && Fits(r, place)) is { } any && !IsOpenToAll(place.ConnectorId, places) ? any : null;

    public ReadOnlyMemory<byte> Write()
        => _reservations.Count + _claimed.Count == 0 ? default : JsonSerializer.SerializeToUtf8Bytes([.. _claimed, .. _reservations], ReservationJson.Default.ReservationArray);

    public void Read(ReadOnlyMemory<byte> json)
    {
        Clear();
        if (!json.IsEmpty)
            _reservations.AddRange(JsonSerializer.Deserialize(json.Span, ReservationJson.Default.ReservationArray) ?? []);
    }

    public void Clear()
    {
        _reservations.Clear();
        _claimed.Clear();
    }

    private static bool Fits(Reservation reservation, in Place place)
        => reservation.ConnectorType is not { } type || place.ConnectorType == type;

    private static ReservationResult Obstacle(List<Place> fitting, bool isFree)
    {
        if (isFree || fitting.Exists(static p => p.State == PlaceState.Occupied))
            return ReservationResult.Occupied; // in use, or reserved for the same or another token
        return fitting.Exists(static p => p.State == PlaceState.Faulted) ? ReservationResult.Faulted : ReservationResult.Unavailable;
    }

    private static List<Place> With(IReadOnlyList<Place> places, int connectorId, PlaceState state)
        => [.. places.Select(p => p.ConnectorId == connectorId ? p with { State = state } : p)];

    private static bool AreKept(IReadOnlyList<Reservation> reservations, IReadOnlyList<Place> places)
    {
        foreach (var place in places)
        {
            if (reservations.Count(r => r.ConnectorId == place.ConnectorId) > 1)
                return false;
        }

        return Missing(reservations, places) == 0;
    }

    /// <summary>
    /// How many reservations without a connector find none. Each connector has one type, so it is enough to count: those of a type against the connectors
    /// of that type, then the rest against what is left.
    /// </summary>
    private static int Missing(IReadOnlyList<Reservation> reservations, IReadOnlyList<Place> places)
    {
        var left = places.Where(p => p.State == PlaceState.Free && !reservations.Any(r => r.ConnectorId == p.ConnectorId)).ToList();
        var missing = 0;
        foreach (var reservation in reservations.Where(static r => r.ConnectorId == 0).OrderBy(static r => r.ConnectorType is null))
        {
            var index = left.FindIndex(p => Fits(reservation, p));
            if (index < 0)
                missing++;
            else
                left.RemoveAt(index);
        }

        return missing;
    }

    private List<Reservation> Take(Predicate<Reservation> predicate)
    {
        var taken = _reservations.FindAll(predicate);
        _reservations.RemoveAll(predicate);
        return taken;
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Reservation[]))]
internal sealed partial class ReservationJson : JsonSerializerContext;
