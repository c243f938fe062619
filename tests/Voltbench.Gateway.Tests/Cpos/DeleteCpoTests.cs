using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Voltbench.Gateway.Tests.Chargers;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Cpos;

/// <summary>The end of a CPO: by hand, by its time, in the middle of its making, over a restart.</summary>
public class DeleteCpoTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private static readonly string[] Tables =
    [
        "partner_operations", "ocpi_access_tokens", "ocpi_locations", "ocpi211_locations", "ocpi221_locations", "ocpi211_evses", "ocpi221_evses", "ocpi211_connectors",
        "ocpi221_connectors", "ocpi_ocpp_topologies", "ocpi_tariffs", "ocpi_peers", "ocpi_outbox",
    ];

    [Theory]
    [InlineData("2.1.1", "DA1")]
    [InlineData("2.2.1", "DA2")]
    public async Task Nothing_is_left(string version, string party)
    {
        var created = await gateway.Client.ReadyCpoAsync(CpoApi.Wish(party).With("ocpi_version", version));
        var id = created.String("cpo_id");
        var sites = await gateway.ColumnAsync("select ocpp_location_id::text from ocpp.ocpi_locations where partner_operation_id = @Id", new { Id = Number(id) });
        sites.Count.ShouldBe(2);
        (await ShownAsync(created)).ShouldBe(200);

        await gateway.Client.DeleteCpoAsync(id);
        // At once: not to be found, and the token opens nothing.
        foreach (var path in new[] { "", "/status", "/report" })
            (await gateway.Client.SendAsync(HttpMethod.Get, $"/ocpi/cpos/{id}{path}")).Status.ShouldBe(404);
        (await gateway.Client.GetAsync("/ocpi/cpos?limit=100", 200)).Text.ShouldNotContain($"\"cpo_id\":\"{id}\"");
        (await ShownAsync(created)).ShouldBe(401);
        await gateway.Client.DeleteCpoAsync(id);

        await GoneAsync(id);
        (await gateway.ScalarAsync<long>("select count(*) from ocpp.locations where id::text = any(@Sites)", new { Sites = sites.ToArray() })).ShouldBe(0);
        (await gateway.ScalarAsync<long>("select count(*) from ocpp.chargers where identity like @Like", new { Like = $"FR{party}-%" })).ShouldBe(0);
        await CpoApi.BecomesAsync(
            async () => await gateway.ScalarAsync<long>(
                "select count(*) from qrtz_triggers where trigger_name in ('expire-' || @Id, 'remove-' || @Id)", new { Id = id }) == 0,
            "nothing is scheduled");
        await gateway.Client.DeleteCpoAsync(id);
    }

    [Fact]
    public async Task What_is_not_there_answers_like_what_was()
    {
        var foreign = (await gateway.OtherClient.CreateCpoAsync(CpoApi.Wish("FOR"))).String("cpo_id");
        foreach (var id in new[] { foreign, "999999999", "0", "99999999999999999999999999" })
            await gateway.Client.DeleteCpoAsync(id);
        (await gateway.OtherClient.GetAsync($"/ocpi/cpos/{foreign}", 200)).String("cpo_id").ShouldBe(foreign);
        foreach (var id in new[] { "abc", "-1", "1.0", "%20", "1e3", "٣" })
            (await gateway.Client.SendAsync(HttpMethod.Delete, $"/ocpi/cpos/{id}")).Violations.ShouldBe(["path.cpo_id string_pattern_mismatch"]);
    }

    [Fact]
    public async Task In_the_middle_of_its_making()
    {
        var wish = CpoApi.Wish("MID", "city-network").With("overrides", new JsonObject { ["locations"] = 120 });
        for (var round = 0; round < 3; round++)
        {
            var created = await gateway.Client.CreateCpoAsync(wish);
            var id = created.String("cpo_id");
            created.Body.GetProperty("party").GetProperty("party_id").GetString().ShouldBe("MID", "a deleted CPO holds its id no more");
            if (round > 0)
                await CpoApi.BecomesAsync(async () => (await gateway.Client.GetAsync($"/ocpi/cpos/{id}/status", 200)).String("status") != "PENDING", "it begins");
            await gateway.Client.DeleteCpoAsync(id);
        }

        await CpoApi.BecomesAsync(
            async () => await gateway.ScalarAsync<long>("select count(*) from ocpp.chargers where identity like 'FRMID-%'") == 0
                && await gateway.ScalarAsync<long>("select count(*) from ocpp.partner_operations where party_id = 'MID'") == 0,
            "all of it goes");
    }

    [Fact]
    public async Task The_same_cpo_again_at_once_waits_for_the_chargers_of_the_old_one()
    {
        for (var round = 0; round < 2; round++)
        {
            var created = await gateway.Client.CreateCpoAsync(CpoApi.Wish("AGN"));
            var status = await gateway.Client.FinalCpoAsync(created.String("cpo_id"));
            status.Body.GetProperty("progress").GetProperty("locations").GetProperty("done").GetInt32().ShouldBe(2, status.Text);
            await gateway.Client.DeleteCpoAsync(created.String("cpo_id"));
        }
    }

    [Fact]
    public async Task At_its_time_it_goes_by_itself_and_a_restart_changes_nothing()
    {
        var short1 = (await gateway.Client.ReadyCpoAsync(CpoApi.Wish("TT1").With("ttl_seconds", 60))).String("cpo_id");
        var short2 = (await gateway.Client.ReadyCpoAsync(CpoApi.Wish("TT2").With("ttl_seconds", 60))).String("cpo_id");
        var never = (await gateway.Client.ReadyCpoAsync(CpoApi.Wish("TT3").With("ttl_seconds", null))).String("cpo_id");
        (await gateway.Client.GetAsync($"/ocpi/cpos/{never}", 200)).Body.GetProperty("expires_at").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await gateway.ScalarAsync<long>("select count(*) from qrtz_triggers where trigger_name = @Name", new { Name = $"expire-{short1}" })).ShouldBe(1);
        (await gateway.ScalarAsync<long>("select count(*) from qrtz_triggers where trigger_name = @Name", new { Name = $"expire-{never}" })).ShouldBe(0);

        // A minute passes: for the row, and for the trigger of the job store.
        await PassAsync(short1);
        await gateway.RestartAsync();
        await GoneAsync(short1);
        await PassAsync(short2);
        (await gateway.Client.SendAsync(HttpMethod.Get, $"/ocpi/cpos/{short2}")).Status.ShouldBe(404, "expired");
        await Task.WhenAll(RemoveAsync(short2), RemoveAsync(short2));
        await GoneAsync(short2);

        // A firing that comes too early, and one for what is gone, do nothing.
        await RemoveAsync(never);
        await RemoveAsync(short2);
        (await gateway.Client.GetAsync($"/ocpi/cpos/{never}", 200)).String("status").ShouldBe("READY");
    }

    private Task RemoveAsync(string id) => gateway.Services.GetRequiredService<PartyRemoval>().RunAsync(Number(id), default);

    private Task PassAsync(string id) => gateway.ScalarAsync<int>(
        """
        update ocpp.partner_operations set expires_at = now() - interval '1 second' where id = @Id;
        update qrtz_triggers set next_fire_time = next_fire_time - 61 * 10000000::bigint where trigger_name = @Name
        """,
        new { Id = Number(id), Name = $"expire-{id}" });

    private async Task<int> ShownAsync(Reply created)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, created.String("ocpi_peer_url"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Token", created.String("token_a"));
        using var response = await gateway.Anonymous.SendAsync(request);
        return (int)response.StatusCode;
    }

    private async Task GoneAsync(string id)
    {
        foreach (var table in Tables)
        {
            var column = table == "partner_operations" ? "id" : "partner_operation_id";
            await CpoApi.BecomesAsync(
                async () => await gateway.ScalarAsync<long>($"select count(*) from ocpp.{table} where {column} = @Id", new { Id = Number(id) }) == 0, $"{table} is empty");
        }

        (await gateway.ScalarAsync<long>("select count(*) from ocpp.jobs where partner_operation_id = @Id", new { Id = Number(id) })).ShouldBe(0);
    }

    private static long Number(string id) => long.Parse(id, CultureInfo.InvariantCulture);
}
