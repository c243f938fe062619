using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Npgsql;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Idempotency;

public class IdempotencyTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private const string Body = """{"name":"n","address":"a","city":"c","country":"DE","coordinates":{"latitude":1,"longitude":2}}""";

    [Fact]
    public async Task A_repetition_gets_the_first_outcome()
    {
        var key = Guid.NewGuid().ToString();
        using var first = await PostAsync(key, Body);
        using var second = await PostAsync(key, Body);
        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        second.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Without_a_key_or_with_another_one_it_happens_again()
    {
        var ids = new HashSet<Guid>();
        foreach (var key in (string?[])[null, null, "a" + Guid.NewGuid(), "b" + Guid.NewGuid()])
        {
            using var answer = await PostAsync(key, Body);
            ids.Add((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid());
        }

        ids.Count.ShouldBe(4);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_a_422()
    {
        var key = Guid.NewGuid().ToString();
        using var first = await PostAsync(key, Body);
        using var second = await PostAsync(key, Body.Replace("\"n\"", "\"m\"", StringComparison.Ordinal));
        second.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await second.Content.ReadAsStringAsync()).ShouldContain("idempotency-key");
    }

    [Fact]
    public async Task Organizations_do_not_share_keys()
    {
        var key = Guid.NewGuid().ToString();
        using var mine = await PostAsync(key, Body);
        using var theirs = await PostAsync(key, Body, gateway.OtherClient);
        (await theirs.Content.ReadAsStringAsync()).ShouldNotBe(await mine.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Concurrent_repetitions_create_one()
    {
        var key = Guid.NewGuid().ToString();
        var before = await CountAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => PostAsync(key, Body)));
        var bodies = await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync()));
        bodies.Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        (await CountAsync()).ShouldBe(before + 1);
        foreach (var answer in answers)
            answer.Dispose();
    }

    [Fact]
    public async Task A_failure_leaves_the_key_free()
    {
        var key = Guid.NewGuid().ToString();
        using var refused = await PostAsync(key, Body.Replace("DE", "XX", StringComparison.Ordinal));
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var accepted = await PostAsync(key, Body);
        accepted.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_key_older_than_a_day_is_forgotten()
    {
        var key = Guid.NewGuid().ToString();
        using var first = await PostAsync(key, Body);
        await ExecuteAsync($"update ocpp.idempotency_keys set created_at = created_at - interval '25 hours' where key = encode(sha256('{key}'), 'hex')");
        using var second = await PostAsync(key, Body);
        second.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await second.Content.ReadAsStringAsync()).ShouldNotBe(await first.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("with space")]
    [InlineData(null)]
    public async Task Malformed_keys_are_a_422(string? key)
    {
        using var answer = await PostAsync(key ?? new string('k', 256), Body);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private async Task<HttpResponseMessage> PostAsync(string? key, string body, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "ocpp/locations") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await (client ?? gateway.Client).SendAsync(request);
    }

    private async Task<long> CountAsync() => (long)(await ExecuteAsync("select count(*) from ocpp.locations"))!;

    private async Task<object?> ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(gateway.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
