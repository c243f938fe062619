using System.Text.Json;
using System.Text.Json.Nodes;
using Voltbench.Gateway.Tests.Chargers;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.LocationChargers;

public class CreateChargersTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Each_charger_is_its_own_success_or_failure()
    {
        var location = await gateway.CreateLocationAsync();
        await gateway.Client.CreateAsync(ChargerApi.Wish("G1-taken"));
        var accepted = await PostAsync(
            location, 202, ChargerApi.Group("G1-", 7, "1", "a b", "taken", "2", "2", new string('x', 60)), ChargerApi.Group("G2-", 1, "1", "cut"));
        accepted.String("status").ShouldBe("PROVISIONING");
        accepted.String("workflow_run_id").ShouldStartWith("wfr_");
        accepted.String("status_url").ShouldBe($"/ocpp/locations/{location}/chargers/jobs/{accepted.String("job_id")}");

        var job = await FinalAsync(accepted);
        job.String("status").ShouldBe("READY");
        job.String("job_type").ShouldNotBeEmpty();
        job.String("workflow_run_id").ShouldBe(accepted.String("workflow_run_id"));
        job.String("provisioned_at").ShouldEndWith("Z");
        job.RetryAfter.ShouldBeNull();
        job.Body.GetProperty("progress").GetRawText().ShouldBe("""{"total":8,"done":4,"failed":4}""");
        var results = job.Body.GetProperty("results");
        var created = results.GetProperty("created").EnumerateArray().ToList();
        created.Select(c => c.GetProperty("identity").GetString()).Where(i => i is "G1-1" or "G1-2" or "G2-1").ShouldBe(["G1-1", "G1-2", "G2-1"]);
        created.Count.ShouldBe(4);
        results.GetProperty("failed").EnumerateArray().Select(f => f.GetProperty("identity").GetString())
            .ShouldBe(["G1-a b", "G1-taken", "G1-2", "G1-" + new string('x', 60)]);
        foreach (var charger in created)
        {
            var shown = await gateway.Client.GetAsync($"/ocpp/chargers/{charger.GetProperty("charger_id").GetString()}", 200);
            shown.String("identity").ShouldBe(charger.GetProperty("identity").GetString());
            shown.String("location_id").ShouldBe(location.ToString());
        }
    }

    [Fact]
    public async Task When_all_fail_the_job_has_failed()
    {
        var job = await FinalAsync(await PostAsync(await gateway.CreateLocationAsync(), 202, ChargerApi.Group("a b", 2, "1", "2")));
        job.String("status").ShouldBe("FAILED");
        var error = job.Body.GetProperty("error");
        error.GetProperty("code").GetString().ShouldNotBeNullOrEmpty();
        error.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
        error.GetProperty("retryable").GetBoolean().ShouldBeFalse();
        job.Body.GetProperty("results").GetProperty("created").GetArrayLength().ShouldBe(0);
        job.Body.GetProperty("provisioned_at").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_202_means_that_everything_is_committed()
    {
        var accepted = await PostAsync(await gateway.CreateLocationAsync(), 202, ChargerApi.Group("committed-", 300));
        (await gateway.ScalarAsync<long>("select count(*) from ocpp.job_items where job_id = @id", new { id = Guid.Parse(accepted.String("job_id")) })).ShouldBe(300);
        var progress = (await gateway.Client.GetAsync(accepted.String("status_url"), 200)).Body.GetProperty("progress");
        progress.GetProperty("total").GetInt32().ShouldBe(300);
        (await FinalAsync(accepted)).Body.GetProperty("results").GetProperty("created").GetArrayLength().ShouldBe(300);
    }

    [Fact]
    public async Task An_unfinished_job_says_when_to_ask_again()
    {
        // A charger that nobody will ever place keeps the job from its end.
        var accepted = await PostAsync(await gateway.CreateLocationAsync(), 202, ChargerApi.Group("unfinished-", 1));
        var id = Guid.Parse(accepted.String("job_id"));
        await FinalAsync(accepted);
        await gateway.ScalarAsync<int>("update ocpp.job_items set status = 'PENDING' where job_id = @id", new { id });
        await gateway.ScalarAsync<int>("update ocpp.jobs set status = 'PROVISIONING', provisioned_at = null where id = @id", new { id });
        var job = await gateway.Client.GetAsync(accepted.String("status_url"), 200);
        (job.String("status"), job.RetryAfter).ShouldBe(("PROVISIONING", "1"));
        job.Body.GetProperty("results").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    public static TheoryData<string, string> Malformed() => new()
    {
        { "{}", "body list_type" },
        { "[]", "body too_short" },
        { "[5]", "body.0 dict_type" },
        { """[{"chargers_number": 1}]""", "body.0.template missing" },
        { "NUMBER:\"5\"", "body.0.chargers_number int_type" },
        { "NUMBER:0", "body.0.chargers_number greater_than_equal" },
        { "NUMBER:-1", "body.0.chargers_number greater_than_equal" },
        { "NUMBER:10001", "body.0.chargers_number less_than_equal" },
        { "NUMBER:1.5", "body.0.chargers_number int_from_float" },
        { "IDS:\"x\"", "body.0.charger_ids list_type" },
        { "IDS:[1]", "body.0.charger_ids.0 string_type" },
        { "IDS:[\"a\",null]", "body.0.charger_ids.1 string_type" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Malformed_groups_are_named(string what, string violation)
    {
        var location = await gateway.CreateLocationAsync();
        JsonNode body;
        if (what.Split(':', 2) is [var member and ("NUMBER" or "IDS"), var value])
        {
            var group = ChargerApi.Group("M-", 1);
            group[member == "IDS" ? "charger_ids" : "chargers_number"] = JsonNode.Parse(value);
            body = new JsonArray(group);
        }
        else
        {
            body = JsonNode.Parse(what)!;
        }

        var reply = await gateway.Client.ExpectAsync(HttpMethod.Post, $"/ocpp/locations/{location}/chargers", body, 422);
        reply.Violations.ShouldBe([violation]);
        (await gateway.ScalarAsync<long>("select count(*) from ocpp.jobs where location_id = @location", new { location })).ShouldBe(0);
    }

    [Fact]
    public async Task Groups_without_any_number_lack_it()
    {
        var group = ChargerApi.Group("N-", null);
        (await PostAsync(await gateway.CreateLocationAsync(), 422, group)).Violations.ShouldBe(["body.0.chargers_number missing"]);
    }

    [Fact]
    public async Task Ten_thousand_are_the_most_of_a_call() =>
        (await PostAsync(await gateway.CreateLocationAsync(), 422, ChargerApi.Group("A-", 6000), ChargerApi.Group("B-", 4001))).Violations.ShouldBe(["body too_long"]);

    [Theory]
    [InlineData("brand_slug", "nobody", 404)]
    [InlineData("model_slug", "nothing", 404)]
    [InlineData("connector_type", "Type1", 400)]
    public async Task A_template_that_cannot_be_fails_the_call(string member, string value, int status)
    {
        var bad = ChargerApi.Group("T-", 1);
        bad["template"]![member] = value;
        (await PostAsync(await gateway.CreateLocationAsync(), status, ChargerApi.Group("T-", 1), bad)).String("detail").ShouldContain("Group 1");
    }

    [Fact]
    public async Task Locations_and_jobs_of_others_do_not_exist()
    {
        await PostAsync(Guid.NewGuid(), 404, ChargerApi.Group("X-", 1));
        await PostAsync(await gateway.CreateLocationAsync(gateway.OtherOrganization), 404, ChargerApi.Group("X-", 1));
        (await gateway.Client.SendAsync(HttpMethod.Post, "/ocpp/locations/here/chargers", new JsonArray(ChargerApi.Group("X-", 1)))).Status.ShouldBe(422);

        var mine = await gateway.CreateLocationAsync();
        var accepted = await PostAsync(mine, 202, ChargerApi.Group("mine-", 1));
        await gateway.OtherClient.GetAsync(accepted.String("status_url"), 404);
        await gateway.Client.GetAsync($"/ocpp/locations/{await gateway.CreateLocationAsync()}/chargers/jobs/{accepted.String("job_id")}", 404);
        await gateway.Client.GetAsync($"/ocpp/locations/{mine}/chargers/jobs/{Guid.NewGuid()}", 404);
        await gateway.Client.GetAsync($"/ocpp/locations/{mine}/chargers/jobs/x", 422);
    }

    [Fact]
    public async Task A_repeated_request_is_the_same_job()
    {
        var (location, key) = (await gateway.CreateLocationAsync(), Guid.NewGuid().ToString());
        var path = $"/ocpp/locations/{location}/chargers";
        var first = await gateway.Client.SendAsync(HttpMethod.Post, path, new JsonArray(ChargerApi.Group("again-", 3)), key);
        var second = await gateway.Client.SendAsync(HttpMethod.Post, path, new JsonArray(ChargerApi.Group("again-", 3)), key);
        (second.Status, second.Text).ShouldBe((202, first.Text));
        (await FinalAsync(first)).Body.GetProperty("progress").GetProperty("done").GetInt32().ShouldBe(3);
        (await gateway.ScalarAsync<long>("select count(*) from ocpp.chargers where identity like 'again-%'")).ShouldBe(3);
    }

    private Task<Reply> PostAsync(Guid location, int expect, params JsonObject[] groups) =>
        gateway.Client.ExpectAsync(HttpMethod.Post, $"/ocpp/locations/{location}/chargers", new JsonArray([.. groups]), expect);

    private async Task<Reply> FinalAsync(Reply accepted)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (true)
        {
            await gateway.PlaceAllAsync();
            var job = await gateway.Client.GetAsync(accepted.String("status_url"), 200);
            if (job.String("status") is "READY" or "FAILED")
                return job;
            deadline.IsCancellationRequested.ShouldBeFalse(job.Text);
            await timer.WaitForNextTickAsync();
        }
    }
}
