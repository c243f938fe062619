using Microsoft.Extensions.DependencyInjection;
using Voltbench.Gateway.Tests.Chargers;
using Voltbench.Lab.Chargers;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Csms;

/// <summary>A gateway that lets nobody name its own machine as a target.</summary>
public sealed class ClosedGateway(PostgresFixture postgres) : GatewayFixture(postgres)
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Fleet:AllowLoopbackTargets", "false"),
        new("Fleet:AllowPrivateTargets", "false"),
        new("Fleet:AllowOwnHost", "false"),
    ];
}

/// <summary>The name of the built-in CSMS: it means the node that runs the charger, whatever its port and whatever others may name.</summary>
public class BuiltInCsmsTests(ClosedGateway gateway) : IClassFixture<ClosedGateway>
{
    [Fact]
    public async Task A_charger_that_names_it_connects_and_comes_back_after_a_restart()
    {
        var wish = ChargerApi.Wish("NAMED-1");
        wish["ws_url"] = BuiltInCsms.Url(gateway.Organization);
        var id = (await gateway.Client.CreateAsync(wish)).String("charger_id");
        await BootedAsync(id);
        (await gateway.Client.GetAsync("csms/stations/NAMED-1", 200)).String("identity").ShouldBe("NAMED-1");

        var port = gateway.Address.Port;
        await gateway.RestartAsync();
        await BootedAsync(id);
        (await gateway.Client.GetAsync("csms/stations/NAMED-1", 200)).String("identity").ShouldBe("NAMED-1", $"port {port}, now {gateway.Address.Port}");
    }

    private async Task BootedAsync(string id)
    {
        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        while (true)
        {
            var reply = await gateway.Client.GetAsync($"/ocpp/chargers/{id}", 200);
            var runtime = reply.Body.GetProperty("runtime");
            if (runtime.GetProperty("connection").GetString() == "connected" && runtime.GetProperty("boot_status").GetString() == "Accepted")
                return;
            time.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(20), reply.Text);
            await Task.Delay(TimeSpan.FromMilliseconds(50), time);
        }
    }
}
