using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Chargers;

/// <summary>The built-in CSMS of another organization is no address for a charger, however it is written.</summary>
public class ForeignCsmsTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private const string Named = "Value error, ws_url names the built-in CSMS of another organization; yours is /csms/";

    public static TheoryData<string> Foreign =>
    [
        "ws://{host}/csms/{other}", "ws://{host}/csms/{other}/", "ws://{host}/CSMS/{OTHER}", "ws://{host}/x/../csms/{other}", "ws://{host}/%63sms/{other}?a=b",
        "ws://localhost:{port}/csms/{other}", "ws://[::1]:{port}/csms/{other}", "ws://0.0.0.0:{port}/csms/{other}", "ws://user:secret@{host}/csms/{other}",
        "ws://{name}:{port}/csms/{other}", "ws://csms.voltbench.internal/csms/{other}", "wss://CSMS.voltbench.internal.:99/csms/{other}",
    ];

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task Every_way_to_set_an_address_refuses_it(string template)
    {
        var url = Fill(template);
        var wish = ChargerApi.Wish($"CP-{Guid.NewGuid():N}");
        wish["ws_url"] = url;
        var created = await gateway.Client.CreateAsync(wish, 422);
        created.Violations.ShouldBe(["body.ws_url value_error"]);
        created.Text.ShouldContain(Named + gateway.Organization);
        created.Text.ShouldNotContain("secret");

        var location = await gateway.CreateLocationAsync();
        var group = ChargerApi.Group("B-", 1);
        group["template"]!["ws_url"] = url;
        (await gateway.Client.ExpectAsync(HttpMethod.Post, $"/ocpp/locations/{location}/chargers", new JsonArray(group), 422))
            .Violations.ShouldBe(["body.0.template.ws_url value_error"]);

        var id = (await gateway.Client.CreateAsync(ChargerApi.Wish($"CP-{Guid.NewGuid():N}"))).String("charger_id");
        (await gateway.Client.ExpectAsync(HttpMethod.Put, $"/ocpp/chargers/{id}", new JsonObject { ["ws_url"] = url }, 422))
            .Violations.ShouldBe(["body.ws_url value_error"]);
        var bulk = new JsonObject { ["update"] = new JsonObject { ["ws_url"] = url } };
        (await gateway.Client.ExpectAsync(HttpMethod.Put, $"/ocpp/locations/{location}/chargers", bulk, 422))
            .Violations.ShouldBe(["body.update.ws_url value_error"]);
    }

    [Theory]
    [InlineData("ws://127.0.0.1:{port}/csms/{own}", "ws://127.0.0.1:{port}/csms/{other}", true)]
    [InlineData("ws://csms.example/ocpp", "ws://localhost:{port}/csms/{own}", true)]
    [InlineData("ws://csms.voltbench.internal/csms/{own}", "ws://127.0.0.1:{port}/csms/{other}", true)]
    [InlineData("ws://127.0.0.1:{port}/csms/{own}", "ws://csms.voltbench.internal/csms/{other}", true)]
    [InlineData("ws://csms.voltbench.internal/csms/{own}", "ws://127.0.0.1:{port}/csms/{own}", false)]
    [InlineData("ws://127.0.0.1:{port}/csms/{own}", "ws://localhost:{port}/csms/{own}", false)]
    [InlineData("ws://127.0.0.1:{port}/csms/{own}", "ws://csms.example/csms/{other}", false)]
    public void A_csms_sends_no_charger_there_either(string own, string wanted, bool isRefused)
        => (gateway.Services.GetRequiredService<Voltbench.Simulation.ICsmsAddresses>().Objection(new Uri(Fill(own)), new Uri(Fill(wanted))) is not null).ShouldBe(isRefused);

    [Theory]
    [InlineData("ws://{host}/csms/{own}")]
    [InlineData("ws://csms.example/csms/{other}")]
    [InlineData("ws://127.0.0.1:9/csms/{other}")]
    [InlineData("ws://{host}/csms/{other}/deeper")]
    [InlineData("ws://{host}/csms/none")]
    public async Task Other_addresses_are_free(string template)
    {
        var wish = ChargerApi.Wish($"CP-{Guid.NewGuid():N}");
        wish["ws_url"] = Fill(template);
        await gateway.Client.CreateAsync(wish);
    }

    private string Fill(string template) => template
        .Replace("{host}", gateway.Address.Authority, StringComparison.Ordinal)
        .Replace("{port}", $"{gateway.Address.Port}", StringComparison.Ordinal)
        .Replace("{name}", Dns.GetHostName(), StringComparison.Ordinal)
        .Replace("{other}", $"{gateway.OtherOrganization}", StringComparison.Ordinal)
        .Replace("{OTHER}", $"{gateway.OtherOrganization}".ToUpperInvariant(), StringComparison.Ordinal)
        .Replace("{own}", $"{gateway.Organization}", StringComparison.Ordinal);
}
