using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;

namespace Voltbench.Gateway.Tests.OcpiOutbox;

public sealed class OutboxRouteTests(OutboxRouteTests.QuickGateway gateway) : IClassFixture<OutboxRouteTests.QuickGateway>, IAsyncLifetime
{
    private FakeReceiver receiver = null!;
    private long cpo;
    private long peer;

    public async ValueTask InitializeAsync()
    {
        receiver = await FakeReceiver.StartAsync();
        cpo = await ScalarAsync(
            """
            insert into ocpp.partner_operations (organization_id, role, ocpi_version, country_code, party_id, name_prefix, public_base, status, workflow_run_id)
            values ($1, 'CPO', '2.2.1', 'NL', upper(substr(md5(random()::text), 1, 3)), 'Test', 'http://127.0.0.1', 'READY', 'wfr_' || gen_random_uuid()) returning id
            """,
            gateway.Organization);
        peer = await ScalarAsync(
            """
            with p as (
                insert into ocpp.ocpi_peers (partner_operation_id, country_code, party_id, credentials, token, token_is_base64, versions_url, version)
                values ($1, 'DE', 'MSP', '{}', 'secret-token', true, $2, '2.2.1') returning id),
            e as (insert into ocpp.ocpi_peer_endpoints select id, m, 'RECEIVER', $2 || m from p, unnest(array['locations', 'tariffs', 'cdrs']) m)
            select id from p
            """,
            cpo,
            receiver.Url.AbsoluteUri);
    }

    public async ValueTask DisposeAsync() => await receiver.DisposeAsync();

    [Fact]
    public async Task A_message_that_was_given_up_is_seen_tried_again_and_delivered()
    {
        receiver.Answer = static (_, _) => Task.FromResult(new PushAnswer(200, 2001, "wrong field"));
        await PushAsync("tariff:T1");
        var page = await UntilAsync($"/ocpi/cpos/{cpo}/outbox?status=DEAD", 1);
        var message = page.GetProperty("data")[0];
        message.GetProperty("status").GetString().ShouldBe("DEAD");
        message.GetProperty("object_key").GetString().ShouldBe("tariff:T1");
        message.GetProperty("attempts").GetInt32().ShouldBe(1);
        message.GetProperty("last_error").GetString().ShouldNotBeNull().ShouldContain("\"wrong field\"");
        message.GetProperty("next_attempt_at").ValueKind.ShouldBe(JsonValueKind.Null);
        message.GetProperty("peer").GetProperty("party_id").GetString().ShouldBe("MSP");
        var id = message.GetProperty("id").GetString();

        receiver.Answer = static (_, _) => Task.FromResult(PushAnswer.Fine);
        await RunAsync("insert into ocpp.ocpi_tariffs (partner_operation_id, id, body, last_updated) values ($1, 'T1', '{\"id\":\"T1\"}', now())", cpo);
        using var retried = await gateway.Client.PostAsync($"/ocpi/cpos/{cpo}/outbox/{id}/retry", null);
        retried.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await retried.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("retried").GetInt32().ShouldBe(1);
        await UntilAsync($"/ocpi/cpos/{cpo}/outbox", 0);
        receiver.Received.Last().Body.ShouldBe("{\"id\":\"T1\"}");

        // And every attempt is in the message log, without the token.
        var log = await GetAsync($"/ocpi/cpos/{cpo}/messages?direction=out&module=tariffs&order=asc&peer_id={peer}");
        log.GetProperty("total").GetInt32().ShouldBe(2);
        log.GetRawText().ShouldNotContain("secret-token");
        var first = log.GetProperty("data")[0];
        (first.GetProperty("method").GetString(), first.GetProperty("http_status").GetInt32(), first.GetProperty("status_code").GetInt32()).ShouldBe(("PUT", 200, 2001));
        first.GetProperty("url").GetString().ShouldBe($"{receiver.Url}tariffs/NL/TST/T1");
        first.GetProperty("request_id").GetString().ShouldBe(receiver.Received.First().Headers["X-Request-ID"]);
    }

    [Fact]
    public async Task All_of_a_peer_are_tried_again_and_one_can_be_taken_out()
    {
        receiver.Answer = static (_, _) => Task.FromResult(new PushAnswer(404));
        await PushAsync("cdr:1", "POST", "cdrs");
        await PushAsync("cdr:2", "POST", "cdrs");
        await PushAsync("cdr:3", "POST", "cdrs");
        var page = await UntilAsync($"/ocpi/cpos/{cpo}/outbox?status=DEAD&peer_id={peer}", 3);
        var id = page.GetProperty("data")[0].GetProperty("id").GetString();

        (await gateway.Client.DeleteAsync($"/ocpi/cpos/{cpo}/outbox/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await gateway.Client.DeleteAsync($"/ocpi/cpos/{cpo}/outbox/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        receiver.Answer = static (_, _) => Task.FromResult(PushAnswer.Fine);
        using var retried = await gateway.Client.PostAsync($"/ocpi/cpos/{cpo}/outbox/retry?peer_id={peer}", null);
        (await retried.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("retried").GetInt32().ShouldBe(2);
        await UntilAsync($"/ocpi/cpos/{cpo}/outbox", 0);
    }

    [Fact]
    public async Task Everything_can_be_pushed_to_a_peer()
    {
        await RunAsync("insert into ocpp.ocpi_tariffs (partner_operation_id, id, body, last_updated) select $1, 'P' || i, '{}', now() from generate_series(1, 5) i", cpo);
        using var answer = await gateway.Client.PostAsync($"/ocpi/cpos/{cpo}/peers/{peer}/push", null);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("queued").GetInt32().ShouldBe(5);
        await UntilAsync($"/ocpi/cpos/{cpo}/outbox", 0);
        receiver.Received.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Another_tenant_another_role_and_nonsense_reach_nothing()
    {
        (string Method, string Path)[] routes =
        [
            ("GET", "messages"), ("GET", "outbox"), ("POST", "outbox/retry"), ("POST", "outbox/1/retry"), ("DELETE", "outbox/1"), ("POST", $"peers/{peer}/push"),
        ];
        foreach (var (method, path) in routes)
        {
            await StatusAsync(gateway.OtherClient, method, $"/ocpi/cpos/{cpo}/{path}", HttpStatusCode.NotFound);
            await StatusAsync(gateway.Client, method, $"/ocpi/cpos/99999999999999999999999/{path}", HttpStatusCode.NotFound);
            await StatusAsync(gateway.Client, method, $"/ocpi/cpos/x1/{path}", HttpStatusCode.UnprocessableEntity);
            await StatusAsync(gateway.Anonymous, method, $"/ocpi/cpos/{cpo}/{path}", HttpStatusCode.Unauthorized);
            if (!path.Contains("peers"))
                await StatusAsync(gateway.Client, method, $"/ocpi/emsps/{cpo}/{path}", HttpStatusCode.NotFound);
        }

        foreach (var query in (string[])["outbox?status=LOST", "outbox?limit=0", "outbox?limit=101", "outbox?page=0", "outbox?peer_id=x", "messages?direction=up", "messages?limit=1001", "messages?offset=-1", "messages?order=up"])
            await StatusAsync(gateway.Client, "GET", $"/ocpi/cpos/{cpo}/{query}", HttpStatusCode.UnprocessableEntity);
    }

    private static async Task StatusAsync(HttpClient client, string method, string path, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(expected, $"{method} {path}");
    }

    private async Task<JsonElement> UntilAsync(string path, int total)
    {
        for (var i = 0; ; i++)
        {
            var page = await GetAsync(path);
            if (page.GetProperty("total").GetInt32() == total)
                return page;
            i.ShouldBeLessThan(1000, $"{path} does not come to {total}: {page}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private Task<JsonElement> GetAsync(string path) => gateway.Client.GetFromJsonAsync<JsonElement>(path)!;

    private Task PushAsync(string key, string method = "PUT", string module = "tariffs") =>
        ScalarAsync("select ocpp.ocpi_push($1, $2, $3, $4, $5, '{}')::bigint", cpo, module, key, method, method == "POST" ? "" : $"NL/TST/{key.Split(':')[1]}");

    private async Task<long> ScalarAsync(string sql, params object[] values)
    {
        await using var database = NpgsqlDataSource.Create(gateway.ConnectionString);
        await using var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await command.ExecuteScalarAsync() as long? ?? 0;
    }

    private Task RunAsync(string sql, params object[] values) => ScalarAsync(sql, values);

    /// <summary>Retries without long waits.</summary>
    public sealed class QuickGateway(PostgresFixture postgres) : GatewayFixture(postgres)
    {
        protected override bool JudgesOcpi => false;

        protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [
            new("Ocpi:Outbox:FirstRetrySeconds", "0.05"),
            new("Ocpi:Outbox:LongestRetrySeconds", "0.2"),
        ];
    }
}
