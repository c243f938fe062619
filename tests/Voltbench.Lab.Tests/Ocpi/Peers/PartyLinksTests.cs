using Voltbench.Lab.Ocpi.Peers;

namespace Voltbench.Lab.Tests.Ocpi.Peers;

public sealed class PartyLinksTests
{
    [Theory]
    [InlineData("http://peer/tokens", "", "http://peer/tokens")]
    [InlineData("http://peer/tokens", "NL/TST/A", "http://peer/tokens/NL/TST/A")]
    [InlineData("http://peer/tokens/", "NL/TST/A", "http://peer/tokens/NL/TST/A")]
    [InlineData("http://peer/tokens", "NL/TST/A%2FB?type=APP_USER", "http://peer/tokens/NL/TST/A%2FB?type=APP_USER")]
    [InlineData("http://peer/tokens?key=1", "NL/TST/A", "http://peer/tokens/NL/TST/A?key=1")]
    [InlineData("http://peer/tokens?key=1", "NL/TST/A?type=APP_USER", "http://peer/tokens/NL/TST/A?key=1&type=APP_USER")]
    public void A_path_goes_below_an_endpoint_and_keeps_both_queries(string endpoint, string path, string url) =>
        PartyLinks.Below(new Uri(endpoint), path).AbsoluteUri.ShouldBe(url);
}
