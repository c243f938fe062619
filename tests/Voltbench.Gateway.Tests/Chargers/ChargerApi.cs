using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Voltbench.Lab.Database;
using Voltbench.Lab.Provisioning;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Chargers;

/// <summary>An answer of the gateway.</summary>
internal sealed record Reply(int Status, JsonElement Body, string Text, string? RetryAfter)
{
    public string String(string name) => Body.GetProperty(name).GetString().ShouldNotBeNull();

    /// <summary>The violations of a 422 as "loc.loc type".</summary>
    public IReadOnlyList<string> Violations => Body.GetProperty("detail").EnumerateArray()
        .Select(v => $"{string.Join('.', v.GetProperty("loc").EnumerateArray())} {v.GetProperty("type")}")
        .ToList();
}

internal static class ChargerApi
{
    /// <summary>Nobody listens there.</summary>
    public const string Nowhere = "ws://127.0.0.1:9/ocpp";

    /// <summary>A complete body of a single creation.</summary>
    public static JsonObject Wish(string identity) => new()
    {
        ["identity"] = identity,
        ["brand_slug"] = "abb",
        ["model_slug"] = "terra-184",
        ["connector_type"] = "CCS2",
        ["ws_url"] = Nowhere,
        ["ocpp_version"] = "OCPP1.6",
    };

    /// <summary>A complete group of a bulk creation.</summary>
    public static JsonObject Group(string prefix, int? number, params string[] suffixes)
    {
        var template = Wish("");
        template.Remove("identity");
        template["identity_prefix"] = prefix;
        var group = new JsonObject { ["template"] = template, ["charger_ids"] = new JsonArray([.. suffixes.Select(s => (JsonNode)s)]) };
        if (number is not null)
            group["chargers_number"] = number;
        return group;
    }

    public static async Task<Reply> SendAsync(this HttpClient client, HttpMethod method, string path, JsonNode? body = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path.TrimStart('/'));
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var json = text.Length == 0 ? default : JsonElement.Parse(text);
        return new Reply((int)response.StatusCode, json, text, response.Headers.RetryAfter?.ToString());
    }

    public static Task<Reply> GetAsync(this HttpClient client, string path, int expect)
        => client.ExpectAsync(HttpMethod.Get, path, null, expect);

    public static async Task<Reply> ExpectAsync(this HttpClient client, HttpMethod method, string path, JsonNode? body, int expect)
    {
        var reply = await client.SendAsync(method, path, body);
        reply.Status.ShouldBe(expect, reply.Text);
        return reply;
    }

    public static Task<Reply> CreateAsync(this HttpClient client, JsonObject wish, int expect = 202)
        => client.ExpectAsync(HttpMethod.Post, "/ocpp/chargers", wish, expect);

    /// <summary>A location of the organization of <see cref="GatewayFixture.Client"/>, or of another.</summary>
    public static async Task<Guid> CreateLocationAsync(this GatewayFixture gateway, Guid? organization = null)
    {
        var id = Guid.NewGuid();
        await using var connection = await gateway.Services.GetRequiredService<LabDatabase>().OpenAsync(default);
        await connection.ExecuteAsync(
            "insert into ocpp.locations (id, organization_id, slug, name) values (@id, @Organization, @Slug, 'Test')",
            new { id, Organization = organization ?? gateway.Organization, Slug = id.ToString() });
        return id;
    }

    /// <summary>Does what the fleet does, where none runs beside the test.</summary>
    public static async Task PlaceAllAsync(this GatewayFixture gateway)
    {
        await using var connection = await gateway.Services.GetRequiredService<LabDatabase>().OpenAsync(default);
        var keys = (await connection.QueryAsync<long>("select key from ocpp.chargers where status = 'PROVISIONING'")).AsList();
        await gateway.Services.GetRequiredService<ProvisioningProgress>().MarkPlacedAsync(keys, default);
    }

    public static async Task<T?> ScalarAsync<T>(this GatewayFixture gateway, string sql, object? arguments = null)
    {
        await using var connection = await gateway.Services.GetRequiredService<LabDatabase>().OpenAsync(default);
        return await connection.ExecuteScalarAsync<T>(sql, arguments);
    }

    /// <summary>The first column of a query.</summary>
    public static async Task<IReadOnlyList<string>> ColumnAsync(this GatewayFixture gateway, string sql, object? arguments = null)
    {
        await using var connection = await gateway.Services.GetRequiredService<LabDatabase>().OpenAsync(default);
        return (await connection.QueryAsync<string>(sql, arguments)).AsList();
    }
}
