using FsCheck;
using FsCheck.Fluent;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger;
using Voltbench.Simulation.Charger.Tokens;

namespace Voltbench.Simulation.Tests.Tokens;

public class TokenCacheTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static Token Key(string text, IdTokenType type = IdTokenType.ISO14443) => new(text, type);

    private static TokenStanding Standing(AuthorizationStatus status) => new() { Status = status };

    [Fact]
    public void Case_does_not_matter_and_the_type_does()
    {
        var cache = new TokenCache(10);
        cache.Learn(Key("Tag"), TokenStanding.Accepted, Start);
        cache.Find(Key("tAG"), Start, null).ShouldNotBeNull();
        cache.Find(Key("Tag", IdTokenType.KeyCode), Start, null).ShouldBeNull();
    }

    [Fact]
    public void What_expires_is_expired_and_not_forgotten()
    {
        var cache = new TokenCache(10);
        cache.Learn(Key("A"), new TokenStanding { Expires = Start.AddSeconds(10) }, Start);
        cache.Find(Key("A"), Start.AddSeconds(9), null)!.StatusAt(Start.AddSeconds(9)).ShouldBe(AuthorizationStatus.Accepted);
        cache.Find(Key("A"), Start.AddSeconds(10), null)!.StatusAt(Start.AddSeconds(10)).ShouldBe(AuthorizationStatus.Expired);
    }

    [Fact]
    public void C10_FR_08_what_nobody_uses_for_its_life_time_is_forgotten()
    {
        var cache = new TokenCache(10);
        var life = TimeSpan.FromSeconds(100);
        cache.Learn(Key("A"), TokenStanding.Accepted, Start);
        cache.Use(Key("A"), Start.AddSeconds(60)).ShouldBeTrue();
        cache.Find(Key("A"), Start.AddSeconds(159), life).ShouldNotBeNull();
        cache.Find(Key("A"), Start.AddSeconds(160), life).ShouldBeNull();
        cache.Count.ShouldBe(0);
    }

    [Fact]
    public void C10_FR_07_room_is_made_by_tokens_that_are_not_valid_then_by_the_least_recently_used()
    {
        var cache = new TokenCache(3);
        cache.Learn(Key("old"), TokenStanding.Accepted, Start);
        cache.Learn(Key("blocked"), Standing(AuthorizationStatus.Blocked), Start.AddSeconds(1));
        cache.Learn(Key("new"), TokenStanding.Accepted, Start.AddSeconds(2));
        cache.Learn(Key("x"), TokenStanding.Accepted, Start.AddSeconds(3));
        cache.Find(Key("blocked"), Start, null).ShouldBeNull();
        cache.Use(Key("old"), Start.AddSeconds(4));
        cache.Learn(Key("y"), TokenStanding.Accepted, Start.AddSeconds(5));
        cache.Find(Key("new"), Start, null).ShouldBeNull();
        cache.Find(Key("old"), Start, null).ShouldNotBeNull();
    }

    [Fact]
    public void It_comes_back_from_the_disk_as_it_was()
    {
        var cache = new TokenCache(10);
        var standing = new TokenStanding { Status = AuthorizationStatus.ConcurrentTx, Expires = Start.AddDays(1), GroupId = "G", EvseIds = [1, 3] };
        cache.Learn(Key("A", IdTokenType.EMAID), standing, Start);
        cache.Learn(Key("B"), TokenStanding.Accepted, Start);
        var again = new TokenCache(10);
        again.Read(cache.Write());
        again.Count.ShouldBe(2);
        var read = again.Find(Key("a", IdTokenType.EMAID), Start, TimeSpan.FromSeconds(1))!;
        (read with { EvseIds = null }).ShouldBe(standing with { EvseIds = null });
        read.EvseIds.ShouldBe([1, 3]);
        again.Empty().ShouldBe(2);
        again.Write().IsEmpty.ShouldBeTrue();
    }

    /// <summary>Against a list that is searched from end to end.</summary>
    [Fact]
    public void It_holds_what_the_plainest_model_holds()
        => Prop.ForAll(
                (from kind in Gen.Choose(0, 3) from token in Gen.Choose(0, 8) from valid in Gen.Elements(true, false) select (kind, token, valid)).ListOf().ToArbitrary(),
                steps =>
                {
                    var cache = new TokenCache(4);
                    var model = new List<(string Token, bool Valid, DateTimeOffset Used)>();
                    var now = Start;
                    foreach (var (kind, token, valid) in steps)
                    {
                        now = now.AddSeconds(1);
                        var name = $"T{token}";
                        if (kind < 3)
                        {
                            cache.Learn(Key(name), valid ? TokenStanding.Accepted : Standing(AuthorizationStatus.Invalid), now);
                            if (model.RemoveAll(m => m.Token == name) == 0 && model.Count == 4)
                                model.Remove(model.OrderBy(m => m.Valid).ThenBy(m => m.Used).First());
                            model.Add((name, valid, now));
                        }
                        else if (cache.Use(Key(name), now))
                        {
                            var index = model.FindIndex(m => m.Token == name);
                            model[index] = model[index] with { Used = now };
                        }
                    }

                    return cache.Count == model.Count
                        && model.TrueForAll(m => cache.Find(Key(m.Token), now, null) is { } s && s.IsValidAt(now) == m.Valid);
                })
            .QuickCheckThrowOnFailure();
}
