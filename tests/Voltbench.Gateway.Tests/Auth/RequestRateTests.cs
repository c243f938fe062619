using System.Net;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Auth;

public sealed class RateLimitedGateway(PostgresFixture postgres) : GatewayFixture(postgres)
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Limits:RequestsPerSecond", "2")];
}

public class RequestRateTests(RateLimitedGateway gateway) : IClassFixture<RateLimitedGateway>
{
    [Fact]
    public async Task Over_the_rate_429_with_retry_after_for_that_organization_only()
    {
        var refused = 0;
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => gateway.Client.GetAsync("ocpp/locations")));
        foreach (var answer in answers)
        {
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                refused++;
                answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
                (await answer.Content.ReadAsStringAsync()).ShouldStartWith("{\"detail\":\"");
            }

            answer.Dispose();
        }

        refused.ShouldBeGreaterThan(0);
        using var other = await gateway.OtherClient.GetAsync("ocpp/locations");
        other.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
