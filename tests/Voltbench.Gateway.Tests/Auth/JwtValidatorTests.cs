using System.Text;
using Voltbench.Gateway.Auth;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Auth;

public class JwtValidatorTests
{
    private static readonly long Second = Forge.Now.ToUnixTimeSeconds();

    public static TheoryData<string, string> Refused => new()
    {
        { "empty", "" },
        { "one part", "abc" },
        { "two parts", Forge.Signed("""{"alg":"HS256"}""", Forge.Claims()) },
        { "four parts", Forge.Hs256(Forge.Claims()) + ".x" },
        { "no signature", Forge.Signed("""{"alg":"HS256"}""", Forge.Claims()) + "." },
        { "alg none", Forge.Signed("""{"alg":"none"}""", Forge.Claims()) + "." },
        { "alg None with signature", Forge.Hs256(Forge.Claims(), """{"alg":"None"}""") },
        { "alg HS512", Forge.Hs256(Forge.Claims(), """{"alg":"HS512"}""") },
        { "alg RS256 without a key set", Forge.Hs256(Forge.Claims(), """{"alg":"RS256"}""") },
        { "alg missing", Forge.Hs256(Forge.Claims(), """{"typ":"JWT"}""") },
        { "alg is no string", Forge.Hs256(Forge.Claims(), """{"alg":["HS256"]}""") },
        { "alg twice", Forge.Hs256(Forge.Claims(), """{"alg":"none","alg":"HS256"}""") },
        { "typ is another", Forge.Hs256(Forge.Claims(), """{"alg":"HS256","typ":"secevent+jwt"}""") },
        { "crit", Forge.Hs256(Forge.Claims(), """{"alg":"HS256","crit":["b64"],"b64":false}""") },
        { "unknown kid", Forge.Hs256(Forge.Claims(), """{"alg":"HS256","kid":"other"}""") },
        { "kid is no string", Forge.Hs256(Forge.Claims(), """{"alg":"HS256","kid":7}""") },
        { "header is an array", Forge.Hs256(Forge.Claims(), "[]") },
        { "payload is no object", Forge.Hs256("7") },
        { "payload is no JSON", Forge.Hs256("{") },
        { "claim twice", Forge.Hs256(Forge.Claims($",\"exp\":{Second + 900}")) },
        { "another key", Forge.Hs256(Forge.Claims(), key: new string('k', 40)) },
        { "expired", Forge.Hs256(Forge.Claims(expiresIn: -6)) },
        { "no exp", Forge.Hs256($$"""{"org":"{{Forge.Org}}","role":"user"}""") },
        { "exp is a string", Forge.Hs256($$"""{"org":"{{Forge.Org}}","role":"user","exp":"{{Second + 600}}"}""") },
        { "exp is null", Forge.Hs256("""{"exp":null}""") },
        { "exp is endless", Forge.Hs256("""{"exp":1e300}""") },
        { "exp is negative", Forge.Hs256("""{"exp":-1}""") },
        { "not yet valid", Forge.Hs256(Forge.Claims($",\"nbf\":{Second + 60}")) },
        { "nbf is a string", Forge.Hs256(Forge.Claims(",\"nbf\":\"0\"")) },
        { "issued in the future", Forge.Hs256(Forge.Claims($",\"iat\":{Second + 60}")) },
        { "truncated", Forge.Hs256(Forge.Claims())[..^4] },
        { "padded", Forge.Hs256(Forge.Claims()) + "=" },
        { "white space", " " + Forge.Hs256(Forge.Claims()) },
        { "standard base64", Forge.Hs256(Forge.Claims()).Replace('-', '+').Replace('_', '/') + "+" },
        { "huge", Forge.Hs256(Forge.Claims($",\"x\":\"{new string('x', 9000)}\"")) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Refuses(string what, string token)
    {
        var result = await Validator(new AuthOptions()).ValidateAsync(token, CancellationToken.None);
        result.Caller.ShouldBeNull(what);
        result.Refusal.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Accepts_what_the_issuer_makes()
    {
        var options = new AuthOptions { Issuer = "lab", Audience = "api" };
        var token = new JwtIssuer(options, Encoding.UTF8.GetBytes(Tokens.Key), new FixedTime())
            .Issue(TenantRole.Admin, Guid.Parse(Forge.Org), "me", TimeSpan.FromMinutes(1));
        var caller = (await Validator(options).ValidateAsync(token, CancellationToken.None)).Caller;
        caller.ShouldBe(new Caller(TenantRole.Admin, Guid.Parse(Forge.Org), "me", Forge.Now.AddMinutes(1)));
    }

    [Fact]
    public async Task Accepts_a_token_that_lasts_to_the_end_of_the_calendar()
    {
        var token = Forge.Hs256($$"""{"org":"{{Forge.Org}}","role":"user","exp":253402300799}""");
        var caller = (await Validator(new AuthOptions { ClockSkewSeconds = 300 }).ValidateAsync(token, CancellationToken.None)).Caller;
        caller.ShouldNotBeNull().ExpiresAt.Year.ShouldBe(9999);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(",\"iss\":\"lab\"", false)]
    [InlineData(",\"iss\":\"other\",\"aud\":\"api\"", false)]
    [InlineData(",\"iss\":\"lab\",\"aud\":\"other\"", false)]
    [InlineData(",\"iss\":\"lab\",\"aud\":[\"other\",7]", false)]
    [InlineData(",\"iss\":\"lab\",\"aud\":\"api\"", true)]
    [InlineData(",\"iss\":\"lab\",\"aud\":[\"other\",\"api\"]", true)]
    public async Task Checks_issuer_and_audience_when_configured(string claims, bool accepted)
    {
        var validator = Validator(new AuthOptions { Issuer = "lab", Audience = "api" });
        var result = await validator.ValidateAsync(Forge.Hs256(Forge.Claims(claims)), CancellationToken.None);
        (result.Caller is not null).ShouldBe(accepted);
    }

    [Fact]
    public async Task Claim_names_are_settings()
    {
        var options = new AuthOptions { OrganizationClaim = "tenant", RoleClaim = "kind", SubjectClaim = "who" };
        var payload = $$"""{"tenant":"{{Forge.Org}}","kind":"user","who":"me","exp":{{Second + 60}}}""";
        var caller = (await Validator(options).ValidateAsync(Forge.Hs256(payload), CancellationToken.None)).Caller;
        caller.ShouldBe(new Caller(TenantRole.User, Guid.Parse(Forge.Org), "me", Forge.Now.AddMinutes(1)));
    }

    [Fact]
    public void A_flipped_bit_anywhere_is_refused() =>
        FsCheck.Check.QuickThrowOnFailure(FsCheck.Fluent.Prop.ForAll(
            FsCheck.Fluent.ArbMap.Default.ArbFor<FsCheck.NonNegativeInt>(),
            position =>
            {
                var token = Forge.Hs256(Forge.Claims()).ToCharArray();
                var at = position.Get % token.Length;
                token[at] = token[at] == 'A' ? 'B' : 'A';
                return Validator(new AuthOptions()).ValidateAsync(new string(token), CancellationToken.None).AsTask().Result.Caller is null;
            }));

    private static JwtValidator Validator(AuthOptions options) => new(options, Encoding.UTF8.GetBytes(Tokens.Key), null, new FixedTime());
}
