using FsCheck;
using FsCheck.Fluent;
using Voltbench.Simulation.Charger.Reserving;
using Voltbench.Simulation.Charger;
using Voltbench.Simulation.Charger.Tokens;

namespace Voltbench.Simulation.Tests.Reserving;

public class ReservationBookTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>One letter per connector: f free, o occupied, x faulted, u unavailable; capitals are CCS2, the others Type2.</summary>
    private static Place[] Places(string marks) => [.. marks.Select((m, i) => new Place(i + 1, char.IsUpper(m) ? "CCS2" : "Type2", char.ToLowerInvariant(m) switch
    {
        'f' => PlaceState.Free,
        'o' => PlaceState.Occupied,
        'x' => PlaceState.Faulted,
        _ => PlaceState.Unavailable,
    }))];

    private static Reservation Of(int id, int connectorId = 0, string? type = null, string token = "A", string? group = null, int seconds = 60) => new()
    {
        Id = id,
        ConnectorId = connectorId,
        ConnectorType = type,
        Token = new Token(token),
        GroupId = group,
        Expires = Start.AddSeconds(seconds),
    };

    private static ReservationBook With(string places, params Reservation[] reservations)
    {
        var book = new ReservationBook();
        foreach (var reservation in reservations)
            book.Enter(reservation, Places(places)).ShouldBe(ReservationResult.Accepted);
        return book;
    }

    [Theory]
    [InlineData("f", 1, null, "Accepted")]
    [InlineData("o", 1, null, "Occupied")]
    [InlineData("x", 1, null, "Faulted")]
    [InlineData("u", 1, null, "Unavailable")]
    [InlineData("f", 2, null, "NoSuchPlace")]
    [InlineData("f", -1, null, "NoSuchPlace")]
    [InlineData("f", 1, "CCS2", "NoSuchPlace")]
    [InlineData("of", 0, null, "Accepted")]
    [InlineData("ox", 0, null, "Occupied")]
    [InlineData("xu", 0, null, "Faulted")]
    [InlineData("uu", 0, null, "Unavailable")]
    [InlineData("fO", 0, "CCS2", "Occupied")]
    [InlineData("oF", 0, "CCS2", "Accepted")]
    [InlineData("f", 0, "CCS2", "NoSuchPlace")]
    public void The_state_of_the_place_decides(string places, int connectorId, string? type, string expected)
        => new ReservationBook().Enter(Of(1, connectorId, type), Places(places)).ToString().ShouldBe(expected);

    [Fact]
    public void What_is_reserved_is_occupied_also_for_the_same_token()
    {
        var book = With("ff", Of(1, 1));
        book.Enter(Of(2, 1), Places("ff")).ShouldBe(ReservationResult.Occupied);
        book.Enter(Of(3), Places("ff")).ShouldBe(ReservationResult.Accepted);
        book.Enter(Of(4), Places("ff")).ShouldBe(ReservationResult.Occupied);
        book.Enter(Of(5, 2), Places("ff")).ShouldBe(ReservationResult.Occupied, "the last one is spoken for");
    }

    [Fact]
    public void The_same_id_replaces_or_leaves_what_was()
    {
        var book = With("fo", Of(1, 1));
        book.Enter(Of(1, 1, token: "B"), Places("fo")).ShouldBe(ReservationResult.Accepted);
        book.All.Single().Token.Id.ShouldBe("B");
        book.Enter(Of(1, 2, token: "C"), Places("fo")).ShouldBe(ReservationResult.Occupied);
        book.All.Single().Token.Id.ShouldBe("B");
    }

    [Fact]
    public void Strangers_find_the_reserved_one_and_the_last_one_closed()
    {
        var book = With("fff", Of(1, 1), Of(2));
        book.IsOpenToAll(1, Places("fff")).ShouldBeFalse();
        book.IsOpenToAll(2, Places("fff")).ShouldBeTrue();
        book.IsOpenToAll(2, Places("ffo")).ShouldBeFalse();
        book.IsOpenToAll(2, Places("foo")).ShouldBeFalse("a car that is plugged in is not yet charging");
    }

    [Fact]
    public void A_reservation_of_a_type_leaves_the_other_types_open()
    {
        var book = With("fFf", Of(1, 0, "CCS2"));
        book.IsOpenToAll(1, Places("fFf")).ShouldBeTrue();
        book.IsOpenToAll(2, Places("fFf")).ShouldBeFalse();
        book.SpeakerFor(Places("fFf")[1], Places("fFf")).ShouldNotBeNull();
        book.SpeakerFor(Places("fFf")[0], Places("fFf")).ShouldBeNull();
    }

    [Theory]
    [InlineData("A", null, true)]
    [InlineData("a", null, true)]
    [InlineData("B", "G", true)]
    [InlineData("B", "H", false)]
    [InlineData("B", null, false)]
    [InlineData("G", null, false)]
    public void The_token_or_its_group_uses_the_reservation(string token, string? group, bool expected)
    {
        var book = With("ff", Of(1, 1, group: "G"));
        (book.Match(1, "Type2", new Token(token), group) is not null).ShouldBe(expected);
        book.Match(2, "Type2", new Token("A"), null).ShouldBeNull();
    }

    [Fact]
    public void The_reservation_of_the_connector_is_used_before_one_of_any()
    {
        var book = With("ff", Of(1), Of(2, 2));
        book.Match(2, "Type2", new Token("A"), null)!.Id.ShouldBe(2);
        book.Match(1, "Type2", new Token("A"), null)!.Id.ShouldBe(1);
    }

    [Fact]
    public void They_end_in_time_and_the_next_is_known()
    {
        var book = With("ff", Of(1, 1, seconds: 60), Of(2, 2, seconds: 30));
        book.NextExpiry.ShouldBe(Start.AddSeconds(30));
        book.TakeExpired(Start.AddSeconds(30)).Select(r => r.Id).ShouldBe([2]);
        book.TakeExpired(Start.AddSeconds(59)).ShouldBeEmpty();
        book.TakeExpired(Start.AddSeconds(60)).Select(r => r.Id).ShouldBe([1]);
        book.NextExpiry.ShouldBeNull();
    }

    [Fact]
    public void What_breaks_takes_its_reservation_along()
    {
        var book = With("fff", Of(1, 1), Of(2), Of(3));
        book.TakeBroken(Places("fof")).ShouldBeEmpty("who charges will leave");
        book.TakeBroken(Places("xff")).Select(r => r.Id).ShouldBe([1]);
        book.TakeBroken(Places("xxf")).Select(r => r.Id).ShouldBe([3], "the latest goes first");
        book.TakeBroken(Places("xxu")).Select(r => r.Id).ShouldBe([2]);
    }

    [Fact]
    public void They_come_back_from_the_disk()
    {
        var book = With("fF", Of(1, 1, group: "G"), Of(2, 0, "CCS2"));
        var again = new ReservationBook();
        again.Read(book.Write());
        again.All.ShouldBe(book.All);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void One_whose_driver_is_there_keeps_nothing_and_may_come_back(bool isLasting, int left)
    {
        var book = With("f", Of(1, 1));
        var reservation = book.All.Single();
        book.Claim(reservation, isLasting);
        book.IsOpenToAll(1, Places("f")).ShouldBeTrue();
        var again = new ReservationBook();
        again.Read(book.Write());
        again.All.Count.ShouldBe(left);
        book.GiveBack(reservation).ShouldBe(isLasting);
        book.All.Count.ShouldBe(left);
        book.Settle(reservation).ShouldBeFalse();
    }

    /// <summary>Against trying every way to seat the reservations.</summary>
    [Fact]
    public void No_reservation_is_promised_that_cannot_be_kept()
        => Prop.ForAll(
                (from places in Gen.Elements('f', 'F', 'o', 'x', 'U').ArrayOf(4)
                 from wishes in (from connector in Gen.Choose(0, 4) from type in Gen.Elements<string?>(null, "Type2", "CCS2") select (connector, type)).ListOf()
                 select (places, wishes)).ToArbitrary(),
                t =>
                {
                    var places = Places(new string(t.places));
                    var book = new ReservationBook();
                    var id = 0;
                    foreach (var (connector, type) in t.wishes)
                    {
                        var reservation = Of(++id, connector, type);
                        var fits = CanSeat([.. book.All, reservation], places);
                        if ((book.Enter(reservation, places) == ReservationResult.Accepted) != fits)
                            return false;
                    }

                    return places.All(p => p.State != PlaceState.Free
                        || book.IsOpenToAll(p.ConnectorId, places) == CanSeat([.. book.All], [.. places.Where(o => o != p)]));
                })
            .QuickCheckThrowOnFailure();

    private static bool CanSeat(IReadOnlyList<Reservation> reservations, IReadOnlyList<Place> places)
    {
        if (reservations.Count == 0)
            return true;
        var first = reservations[0];
        return places.Any(p => p.State == PlaceState.Free
            && (first.ConnectorId == 0 || first.ConnectorId == p.ConnectorId)
            && (first.ConnectorType is null || first.ConnectorType == p.ConnectorType)
            && CanSeat([.. reservations.Skip(1)], [.. places.Where(o => o != p)]));
    }
}
