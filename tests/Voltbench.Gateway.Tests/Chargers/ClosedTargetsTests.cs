using System.Text.Json.Nodes;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Chargers;

/// <summary>A gateway for shared use, whose chargers may not connect inside.</summary>
public sealed class ClosedGatewayFixture(PostgresFixture postgres) : GatewayFixture(postgres)
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Fleet:AllowPrivateTargets", "false"),
        new("Fleet:AllowLoopbackTargets", "false"),
        new("Fleet:AllowOwnHost", "false"),
    ];
}

public class ClosedTargetsTests(ClosedGatewayFixture gateway) : IClassFixture<ClosedGatewayFixture>
{
    [Theory]
    [InlineData("ws://127.0.0.1/x")]
    [InlineData("ws://localhost:8080/x")]
    [InlineData("ws://[::1]/x")]
    [InlineData("ws://192.168.0.1/x")]
    [InlineData("ws://169.254.169.254/latest")]
    [InlineData("ws://u:p@10.1.2.3/x")]
    public async Task Inside_is_refused_everywhere(string url)
    {
        var wish = ChargerApi.Wish($"CP-{Guid.NewGuid():N}");
        wish["ws_url"] = url;
        await gateway.Client.CreateAsync(wish, 400);

        var group = ChargerApi.Group("B-", 1);
        group["template"]!["ws_url"] = url;
        var location = await gateway.CreateLocationAsync();
        await gateway.Client.ExpectAsync(HttpMethod.Post, $"/ocpp/locations/{location}/chargers", new JsonArray(group), 400);
    }
}
