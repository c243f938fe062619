using Voltbench.Lab.Chargers;

namespace Voltbench.Lab.Tests.Chargers;

public class BulkIdentitiesTests
{
    [Fact]
    public void Prefix_and_suffix_make_the_identity_and_more_suffixes_are_cut() =>
        Expand(new BulkGroup("A-", ["1", "2", "3"], 2)).Select(i => i.Identity).ShouldBe(["A-1", "A-2"]);

    [Fact]
    public void Missing_suffixes_are_drawn_and_collide_with_nothing()
    {
        var items = Expand(new BulkGroup("A-", ["1"], 500), new BulkGroup("A-", [], 500));
        items.Count.ShouldBe(1000);
        items[0].Identity.ShouldBe("A-1");
        items.Select(i => i.Identity).ShouldBeUnique();
        items.Select(i => i.ChargerId).ShouldBeUnique();
        items.Skip(1).ShouldAllBe(i => System.Text.RegularExpressions.Regex.IsMatch(i.Identity, "^A-[0-9a-f]{8}$"));
        items.ShouldAllBe(i => i.Error == null);
    }

    [Fact]
    public void A_bad_suffix_fails_its_charger_only()
    {
        var items = Expand(new BulkGroup("A-", ["1", "a/b", "é", new string('x', 47), "a\0", "2"], 6));
        items.Select(i => i.Error is null).ShouldBe([true, false, false, false, false, true]);
        items[4].Identity.ShouldNotContain('\0');
    }

    [Fact]
    public void Of_repeated_identities_the_first_counts()
    {
        var items = Expand(new BulkGroup("A", ["1", "1"], 2), new BulkGroup("", ["A1"], 1));
        items.Select(i => i.Error is null).ShouldBe([true, false, false]);
        items[1].Error.ShouldNotBeNull().ShouldContain("more than once");
    }

    [Fact]
    public void Further_reasons_are_asked_for_per_group()
    {
        var items = BulkIdentities.Expand(
            [new BulkGroup("A", ["1"], 1), new BulkGroup("B", ["1"], 1)], (group, identity) => group == 1 ? $"not {identity}" : null);
        items.Select(i => i.Error).ShouldBe([null, "not B1"]);
    }

    private static IReadOnlyList<Voltbench.Lab.Provisioning.NewJobItem> Expand(params BulkGroup[] groups) => BulkIdentities.Expand(groups, (_, _) => null);
}
