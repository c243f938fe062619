using Voltbench.Lab.Ocpi.Parties;

namespace Voltbench.Lab.Tests.Ocpi.Parties;

public class PartyIdsTests
{
    [Theory]
    [InlineData("ABC", "", "ABC")]
    [InlineData("ABC", "ABC", "AB1")]
    [InlineData("ABC", "ABC AB1 AB2 AB4", "AB3")]
    [InlineData("AB1", "AB1", "AB2")]
    [InlineData("AB1", "ABC", "AB1")]
    [InlineData("ABC", "ABC AB1 AB2 AB3 AB4 AB5 AB6 AB7 AB8 AB9", "A10")]
    public void A_held_id_gives_way_to_the_first_free_one(string wanted, string held, string expected) =>
        PartyIds.Mangle(wanted, held.Split(' ').ToHashSet(StringComparer.Ordinal)).ShouldBe(expected);

    [Fact]
    public void Every_organization_has_room_for_a_thousand_and_no_more()
    {
        var held = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 1000; i++)
        {
            var id = PartyIds.Mangle("ABC", held).ShouldNotBeNull();
            id.ShouldMatch("^[A-Z0-9]{3}$");
            held.Add(id).ShouldBeTrue();
        }

        PartyIds.Mangle("ABC", held).ShouldBeNull();
    }

    [Fact]
    public void A_sealed_token_opens_with_its_secret_only()
    {
        var secret = Voltbench.Lab.Secrets.SecretBox.NewSecret();
        var kept = TokenSeal.Seal("a-token", secret);
        TokenSeal.Open(kept, secret).ShouldBe("a-token");
        TokenSeal.Open(kept, secret[..^1]).ShouldBeNull();
        TokenSeal.Open(kept.AsSpan(1), secret).ShouldBeNull();
        TokenSeal.Open([], secret).ShouldBeNull();
        kept[^1] ^= 1;
        TokenSeal.Open(kept, secret).ShouldBeNull();
        Voltbench.Lab.Secrets.SecretBox.Open(Voltbench.Lab.Secrets.SecretBox.Seal([1, 2], secret, "one"), secret, "other").ShouldBeNull();
    }
}
