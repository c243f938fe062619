using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Auth;

public class AccessTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer nonsense")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Token abc")]
    public async Task Without_a_valid_bearer_token_401(string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "ocpp/locations");
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var answer = await gateway.Anonymous.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ShouldContain(new AuthenticationHeaderValue("Bearer"));
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        body.RootElement.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_huge_token_is_a_401_too()
    {
        using var client = gateway.CreateClient(new string('x', 256 * 1024));
        using var answer = await client.GetAsync("ocpp/locations");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("too long");
    }

    [Theory]
    [InlineData("user", null, 200)]
    [InlineData("user", "own", 200)]
    [InlineData("user", "other", 403)]
    [InlineData("user", "malformed", 403)]
    [InlineData("admin", null, 403)]
    [InlineData("admin", "own", 200)]
    [InlineData("admin", "other", 200)]
    [InlineData("admin", "malformed", 422)]
    public async Task Role_and_organization_header(string role, string? header, int status)
    {
        using var client = gateway.CreateClient(role == "user" ? Tokens.User(gateway.Organization) : Tokens.Admin());
        using var request = new HttpRequestMessage(HttpMethod.Get, "ocpp/locations");
        if (header is not null)
        {
            request.Headers.Add("X-Organization-Id", header switch
            {
                "own" => gateway.Organization.ToString(),
                "other" => gateway.OtherOrganization.ToString(),
                _ => "not-a-uuid",
            });
        }

        using var answer = await client.SendAsync(request);
        ((int)answer.StatusCode).ShouldBe(status);
    }

    [Theory]
    [InlineData("role", "operator")]
    [InlineData("role", "")]
    [InlineData("org", "no uuid")]
    [InlineData("org", "00000000-0000-0000-0000-000000000000")]
    public async Task A_valid_token_without_scope_403(string claim, string value)
    {
        var expires = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 60;
        var (org, role) = claim == "org" ? (value, "user") : (gateway.Organization.ToString(), value);
        using var client = gateway.CreateClient(Forge.Hs256($$"""{"org":"{{org}}","role":"{{role}}","exp":{{expires}}}"""));
        using var answer = await client.GetAsync("ocpp/locations");
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_catalog_needs_a_token_but_no_tenant()
    {
        using var admin = gateway.CreateClient(Tokens.Admin());
        using var answer = await admin.GetAsync("ocpp/catalog/brands");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var refused = await gateway.Anonymous.GetAsync("ocpp/catalog/brands");
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
