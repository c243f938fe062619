using Voltbench.Lab.Chargers;

namespace Voltbench.Lab.Tests.Chargers;

public class ChargerIdentityTests
{
    [Theory]
    [InlineData("CP-1")]
    [InlineData("a")]
    [InlineData("AZaz09*-_=:+|@.")]
    [InlineData("123456789012345678901234567890123456789012345678")]
    [InlineData("...")]
    public void Takes(string identity) => ChargerIdentity.Check(identity).ShouldBeNull();

    [Theory]
    [InlineData("", "empty")]
    [InlineData("1234567890123456789012345678901234567890123456789", "49 characters")]
    [InlineData("a/b", "may only hold")]
    [InlineData("a b", "may only hold")]
    [InlineData("a%2Fb", "may only hold")]
    [InlineData("a\n", "may only hold")]
    [InlineData("ä", "may only hold")]
    [InlineData("\u0661", "may only hold")]
    [InlineData("😀", "may only hold")]
    [InlineData("a\0b", "may only hold")]
    [InlineData("?x", "may only hold")]
    [InlineData("#x", "may only hold")]
    [InlineData(".", "last segment")]
    [InlineData("..", "last segment")]
    public void Refuses(string identity, string because) => ChargerIdentity.Check(identity).ShouldNotBeNull().ShouldContain(because);
}
