using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using Voltbench.Ocpi;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;

namespace Voltbench.Gateway.Tests.OcpiSessions;

/// <summary>Sessions, CDRs and tariffs of a CPO for its owner, and what takes a CDR back. The rows are as the projector leaves them.</summary>
public sealed class SessionRoutesTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task The_owner_sees_the_objects_with_our_ids()
    {
        var party = await AddCpoAsync(OcpiVersion.V221, sessions: 3);
        var (status, page) = await GetAsync($"ocpi/cpos/{party.Id}/sessions?limit=2");
        status.ShouldBe(HttpStatusCode.OK);
        page["total"]!.GetValue<int>().ShouldBe(3);
        page["data"]!.AsArray().Count.ShouldBe(2);
        var session = page["data"]![0]!;
        session["id"]!.GetValue<string>().ShouldBe("S1");
        session["cpo_id"]!.GetValue<string>().ShouldBe($"{party.Id}");
        session["charger_id"]!.GetValue<string>().ShouldBe("dep-1");
        session["charger_identity"]!.GetValue<string>().ShouldBe("CP-1");
        session["peer"]!["country_code"]!.GetValue<string>().ShouldBe("DE");
        session["cdr_id"]!.GetValue<string>().ShouldBe("C1");
        session["session"]!["kwh"]!.GetValue<decimal>().ShouldBe(1.5m);
        (await GetAsync($"ocpi/cpos/{party.Id}/sessions/S2")).Body["session"]!.ToJsonString().ShouldBe("""{"id":"S2","kwh":1.5}""");
        (await GetAsync($"ocpi/cpos/{party.Id}/sessions?page=2&limit=2")).Body["data"]!.AsArray().ShouldHaveSingleItem()!["id"]!.GetValue<string>().ShouldBe("S3");

        var cdrs = (await GetAsync($"ocpi/cpos/{party.Id}/cdrs")).Body;
        cdrs["data"]!.AsArray().Select(c => c!["id"]!.GetValue<string>()).ShouldBe(["C1", "C2", "C3"]);
        cdrs["data"]![0]!["session_id"]!.GetValue<string>().ShouldBe("S1");
        cdrs["data"]![0]!["charger_identity"]!.GetValue<string>().ShouldBe("CP-1");

        var tariffs = (await GetAsync($"ocpi/cpos/{party.Id}/tariffs")).Body;
        tariffs["data"]!.AsArray().ShouldHaveSingleItem()!["tariff"]!["currency"]!.GetValue<string>().ShouldBe("EUR");
    }

    [Theory]
    [InlineData("GET", "sessions", 404)]
    [InlineData("GET", "sessions/S1", 404)]
    [InlineData("GET", "cdrs", 404)]
    [InlineData("GET", "cdrs/C1", 404)]
    [InlineData("GET", "tariffs", 404)]
    [InlineData("POST", "cdrs/C1/credit", 404)]
    public async Task Another_organization_finds_nothing(string method, string path, int status)
    {
        var party = await AddCpoAsync(OcpiVersion.V221, sessions: 1);
        (await SendAsync(new HttpMethod(method), $"ocpi/cpos/{party.Id}/{path}", gateway.OtherClient)).Status.ShouldBe((HttpStatusCode)status);
        (await SendAsync(new HttpMethod(method), $"ocpi/cpos/{party.Id}/{path}", gateway.Anonymous)).Status.ShouldBe(HttpStatusCode.Unauthorized);

        await ExecuteAsync("update ocpp.partner_operations set deleted_at = now() where id = @Id", new { party.Id });
        (await SendAsync(new HttpMethod(method), $"ocpi/cpos/{party.Id}/{path}", gateway.Client)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("ocpi/cpos/x/sessions", 422)]
    [InlineData("ocpi/cpos/-1/cdrs", 422)]
    [InlineData("ocpi/cpos/1/cdrs?limit=0", 422)]
    [InlineData("ocpi/cpos/1/sessions?limit=101", 422)]
    [InlineData("ocpi/cpos/1/tariffs?page=0", 422)]
    [InlineData("ocpi/cpos/999999/sessions", 404)]
    [InlineData("ocpi/cpos/99999999999999999999999/sessions", 404)]
    [InlineData("ocpi/cpos/999999/sessions/x%22y", 404)]
    public async Task What_is_wrong_is_said(string path, int status) => (await GetAsync(path)).Status.ShouldBe((HttpStatusCode)status);

    [Fact]
    public async Task A_CDR_is_taken_back_once()
    {
        var party = await AddCpoAsync(OcpiVersion.V221, sessions: 1);
        var (status, credit) = await SendAsync(HttpMethod.Post, $"ocpi/cpos/{party.Id}/cdrs/C1/credit", gateway.Client);
        status.ShouldBe(HttpStatusCode.Created, credit.ToJsonString());
        credit["id"]!.GetValue<string>().ShouldBe("C1-C");
        credit["credit"]!.GetValue<bool>().ShouldBeTrue();
        var cdr = credit["cdr"]!.AsObject();
        cdr["credit"]!.GetValue<bool>().ShouldBeTrue();
        cdr["credit_reference_id"]!.GetValue<string>().ShouldBe("C1");
        cdr["total_cost"]!["excl_vat"]!.GetValue<decimal>().ShouldBe(-2.5m);
        cdr["total_energy"]!.GetValue<decimal>().ShouldBe(1.5m);
        OcpiJson.TryDeserialize<Voltbench.Ocpi.V221.Cdrs.Cdr>(cdr.ToJsonString(), out _, out var fault).ShouldBeTrue(fault);

        (await SendAsync(HttpMethod.Post, $"ocpi/cpos/{party.Id}/cdrs/C1/credit", gateway.Client)).Status.ShouldBe(HttpStatusCode.Conflict);
        (await SendAsync(HttpMethod.Post, $"ocpi/cpos/{party.Id}/cdrs/C1-C/credit", gateway.Client)).Status.ShouldBe(HttpStatusCode.Conflict);
        (await SendAsync(HttpMethod.Post, $"ocpi/cpos/{party.Id}/cdrs/C9/credit", gateway.Client)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await GetAsync($"ocpi/cpos/{party.Id}/cdrs/C1")).Body["credited_by"]!.GetValue<string>().ShouldBe("C1-C");
        (await GetAsync($"ocpi/cpos/{party.Id}/sessions/S1")).Body["cdr_id"]!.GetValue<string>().ShouldBe("C1");
        (await OutboxAsync(party)).ShouldBe(["cdr:C1 POST C1-C"]);
    }

    [Fact]
    public async Task Many_who_credit_at_once_make_one_credit_CDR()
    {
        var party = await AddCpoAsync(OcpiVersion.V221, sessions: 1);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync(HttpMethod.Post, $"ocpi/cpos/{party.Id}/cdrs/C1/credit", gateway.Client)));
        answers.Count(a => a.Status == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(a => a.Status == HttpStatusCode.Conflict).ShouldBe(7);
        (await OutboxAsync(party)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_key_gets_the_same_answer()
    {
        var party = await AddCpoAsync(OcpiVersion.V221, sessions: 1);
        var first = await SendAsync(HttpMethod.Post, $"ocpi/cpos/{party.Id}/cdrs/C1/credit", gateway.Client, "credit-1");
        var second = await SendAsync(HttpMethod.Post, $"ocpi/cpos/{party.Id}/cdrs/C1/credit", gateway.Client, "credit-1");
        (second.Status, second.Body.ToJsonString()).ShouldBe((HttpStatusCode.Created, first.Body.ToJsonString()));
    }

    [Fact]
    public async Task A_CDR_of_2_1_1_cannot_be_taken_back()
    {
        var party = await AddCpoAsync(OcpiVersion.V211, sessions: 1);
        var (status, body) = await SendAsync(HttpMethod.Post, $"ocpi/cpos/{party.Id}/cdrs/C1/credit", gateway.Client);
        status.ShouldBe(HttpStatusCode.Conflict);
        body["detail"]!.GetValue<string>().ShouldContain("2.1.1");
    }

    private async Task<TestParty> AddCpoAsync(OcpiVersion version, int sessions)
    {
        var party = await TestParty.CreateAsync(gateway, version);
        await ExecuteAsync(
            """
            with p as (
                insert into ocpp.ocpi_peers (partner_operation_id, country_code, party_id, credentials, token, token_is_base64, versions_url, version)
                values (@Id, 'DE', 'MSP', '{}', 'b', true, 'http://127.0.0.1:9/', '2.2.1') returning id),
            e as (insert into ocpp.ocpi_peer_endpoints (peer_id, module, role, url) select id, 'cdrs', 'RECEIVER', 'http://127.0.0.1:9/cdrs' from p),
            t as (insert into ocpp.ocpi_tariffs (partner_operation_id, id, body, last_updated) values (@Id, 'T1', '{"id":"T1","currency":"EUR"}', now())),
            s as (
                insert into ocpp.ocpi_sessions (partner_operation_id, id, peer_id, status, body, last_updated, snapshot, charger_id, identity, created_at)
                select @Id, 'S' || i, p.id, 'COMPLETED', ('{"id":"S' || i || '","kwh":1.5}')::json, now(), '{}', 'dep-' || i, 'CP-' || i, now() + i * interval '1 s'
                from p, generate_series(1, @sessions) i)
            insert into ocpp.ocpi_cdrs (partner_operation_id, id, session_id, peer_id, body, last_updated, created_at)
            select @Id, 'C' || i, 'S' || i, p.id, replace(@cdr, '$', i::text)::json, now(), now() + i * interval '1 s' from p, generate_series(1, @sessions) i
            """,
            new { party.Id, sessions, cdr = Cdr });
        return party;
    }

    private async Task<IReadOnlyList<string>> OutboxAsync(TestParty party)
    {
        await using var connection = new NpgsqlConnection(gateway.ConnectionString);
        return [.. await connection.QueryAsync<string>(
            "select object_key || ' ' || method || ' ' || (body->>'id') from ocpp.ocpi_outbox where partner_operation_id = @Id order by id", new { party.Id })];
    }

    private async Task ExecuteAsync(string sql, object parameters)
    {
        await using var connection = new NpgsqlConnection(gateway.ConnectionString);
        await connection.ExecuteAsync(sql, parameters);
    }

    private Task<(HttpStatusCode Status, JsonObject Body)> GetAsync(string path) => SendAsync(HttpMethod.Get, path, gateway.Client);

    private static async Task<(HttpStatusCode Status, JsonObject Body)> SendAsync(HttpMethod method, string path, HttpClient client, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject());
    }

    private const string Cdr =
        """
        {"country_code":"NL","party_id":"TST","id":"C$","start_date_time":"2026-03-02T10:00:00Z","end_date_time":"2026-03-02T11:00:00Z","session_id":"S$",
         "cdr_token":{"country_code":"DE","party_id":"MSP","uid":"U","type":"RFID","contract_id":"K"},"auth_method":"WHITELIST",
         "cdr_location":{"id":"L","address":"A","city":"C","country":"FRA","coordinates":{"latitude":"48.856600","longitude":"2.352200"},"evse_uid":"E","evse_id":"FR*ABC*E1",
           "connector_id":"1","connector_standard":"IEC_62196_T2","connector_format":"CABLE","connector_power_type":"AC_1_PHASE"},
         "currency":"EUR","charging_periods":[{"start_date_time":"2026-03-02T10:00:00Z","dimensions":[{"type":"ENERGY","volume":1.5}]}],
         "total_cost":{"excl_vat":2.5},"total_energy":1.5,"total_time":1,"last_updated":"2026-03-02T11:00:01Z"}
        """;
}
