using FsCheck;
using FsCheck.Fluent;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger;
using Voltbench.Simulation.Charger.Tokens;

namespace Voltbench.Simulation.Tests.Tokens;

public class LocalListTests
{
    private static LocalListChange Add(string token) => new(new Token(token), TokenStanding.Accepted);

    private static LocalListChange Drop(string token) => new(new Token(token), null);

    private static LocalList Of(int version, params string[] tokens)
    {
        var list = new LocalList();
        list.Apply(version, false, [.. tokens.Select(Add)], 100, 100).ShouldBe(LocalListResult.Accepted);
        return list;
    }

    [Fact]
    public void A_full_list_replaces_and_may_go_back_in_version()
    {
        var list = Of(7, "A", "B");
        list.Apply(3, false, [Add("C")], 10, 10).ShouldBe(LocalListResult.Accepted);
        list.Version.ShouldBe(3);
        list.Tokens.Select(t => t.Id).ShouldBe(["C"]);
    }

    [Fact]
    public void A_differential_list_adds_changes_and_takes_off()
    {
        var list = Of(1, "A", "B");
        list.Apply(2, true, [Drop("a"), Add("C"), new(new Token("B"), new TokenStanding { Status = AuthorizationStatus.Blocked }), Drop("nobody")], 10, 10)
            .ShouldBe(LocalListResult.Accepted);
        list.Tokens.Select(t => t.Id).Order().ShouldBe(["B", "C"]);
        list.Find(new Token("b"))!.Status.ShouldBe(AuthorizationStatus.Blocked);
        list.Version.ShouldBe(2);
    }

    [Theory]
    [InlineData(0, false, nameof(LocalListResult.BadVersion))]
    [InlineData(-1, false, nameof(LocalListResult.BadVersion))]
    [InlineData(0, true, nameof(LocalListResult.BadVersion))]
    [InlineData(4, true, nameof(LocalListResult.VersionMismatch))]
    [InlineData(5, true, nameof(LocalListResult.VersionMismatch))]
    [InlineData(6, true, nameof(LocalListResult.Accepted))]
    [InlineData(5, false, nameof(LocalListResult.Accepted))]
    [InlineData(int.MaxValue, true, nameof(LocalListResult.Accepted))]
    public void The_version_decides(int version, bool isDifferential, string expected)
        => Of(5, "A").Apply(version, isDifferential, [Add("B")], 10, 10).ToString().ShouldBe(expected);

    [Fact]
    public void What_fails_changes_nothing()
    {
        var list = Of(5, "A", "B");
        list.Apply(6, false, [Add("C"), Add("c")], 10, 10).ShouldBe(LocalListResult.Duplicate);
        list.Apply(6, false, [Add("C"), Drop("D")], 10, 10).ShouldBe(LocalListResult.NoStanding);
        list.Apply(6, true, [Add("C"), Add("D"), Add("E")], 2, 10).ShouldBe(LocalListResult.TooLongMessage);
        list.Apply(6, true, [Add("C"), Add("D")], 2, 3).ShouldBe(LocalListResult.Full);
        list.Version.ShouldBe(5);
        list.Tokens.Select(t => t.Id).ShouldBe(["A", "B"]);
        list.Apply(6, true, [Add("C")], 2, 3).ShouldBe(LocalListResult.Accepted);
    }

    [Fact]
    public void An_empty_list_has_version_0()
    {
        new LocalList().Version.ShouldBe(0);
        var list = Of(5, "A");
        list.Apply(9, false, [], 10, 10).ShouldBe(LocalListResult.Accepted);
        list.Version.ShouldBe(0);
        list = Of(5, "A");
        list.Apply(6, true, [], 10, 10).ShouldBe(LocalListResult.Accepted);
        (list.Version, list.Count).ShouldBe((6, 1));
        list.Empty().ShouldBe(1);
        (list.Version, list.Count).ShouldBe((0, 0));
        list.Write().IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_list_that_is_sent_in_differences_equals_the_one_sent_whole_and_read_back()
        => Prop.ForAll(
                (from token in Gen.Choose(0, 9) from add in Gen.Elements(true, true, false) select (token, add)).ListOf().ListOf().ToArbitrary(),
                updates =>
                {
                    var list = new LocalList();
                    var model = new HashSet<int>();
                    var version = 0;
                    foreach (var update in updates)
                    {
                        var changes = update.DistinctBy(u => u.token).ToList();
                        if (list.Apply(++version, true, [.. changes.Select(c => c.add ? Add($"T{c.token}") : Drop($"t{c.token}"))], 10, 10) != LocalListResult.Accepted)
                            return false;
                        foreach (var (token, add) in changes)
                            _ = add ? model.Add(token) : model.Remove(token);
                    }

                    var again = new LocalList();
                    again.Read(list.Write());
                    return again.Version == list.Version
                        && list.Version == (model.Count == 0 ? 0 : version)
                        && again.Tokens.Select(t => t.Id).ToHashSet().SetEquals(model.Select(m => $"T{m}"));
                })
            .QuickCheckThrowOnFailure();
}
