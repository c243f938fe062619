using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Voltbench.Gateway.Auth;

namespace Voltbench.Gateway.Tests.Auth;

public sealed class KeySetTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly ECDsa _ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _rsa.Dispose();
        _ec.Dispose();
        File.Delete(_file);
    }

    [Theory]
    [InlineData("RS256", "rsa", true)]
    [InlineData("RS256", null, true)]
    [InlineData("RS256", "ec", false)]
    [InlineData("RS256", "nobody", false)]
    [InlineData("ES256", "ec", true)]
    [InlineData("ES256", null, true)]
    [InlineData("ES256", "rsa", false)]
    public async Task Verifies_with_the_key_that_fits_algorithm_and_id(string algorithm, string? kid, bool accepted)
    {
        Write();
        var header = kid is null ? $$"""{"alg":"{{algorithm}}"}""" : $$"""{"alg":"{{algorithm}}","kid":"{{kid}}"}""";
        var token = algorithm == "RS256" ? Forge.Rs256(_rsa, Forge.Claims(), header) : Forge.Es256(_ec, Forge.Claims(), header);
        (await ValidateAsync(token)).ShouldBe(accepted);
    }

    [Fact]
    public async Task A_public_key_is_no_hmac_secret()
    {
        Write();
        var pem = _rsa.ExportSubjectPublicKeyInfoPem();
        (await ValidateAsync(Forge.Hs256(Forge.Claims(), """{"alg":"HS256","kid":"rsa"}""", pem))).ShouldBeFalse();
        (await ValidateAsync(Forge.Hs256(Forge.Claims(), """{"alg":"RS256","kid":"rsa"}""", pem))).ShouldBeFalse();
    }

    [Fact]
    public async Task Another_key_with_a_known_id_is_refused()
    {
        Write();
        using var other = RSA.Create(2048);
        (await ValidateAsync(Forge.Rs256(other, Forge.Claims(), """{"alg":"RS256","kid":"rsa"}"""))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_new_key_is_found_after_the_floor_and_not_before()
    {
        var time = new SteppedTime();
        await File.WriteAllTextAsync(_file, """{"keys":[]}""");
        var validator = Validator(time);
        var token = Forge.Es256(_ec, Forge.Claims(), """{"alg":"ES256","kid":"ec"}""");
        (await validator.ValidateAsync(token, CancellationToken.None)).Caller.ShouldBeNull();
        Write();
        (await validator.ValidateAsync(token, CancellationToken.None)).Caller.ShouldBeNull("the set was asked for a moment ago");
        time.Now += JsonWebKeySet.RefreshFloor;
        (await validator.ValidateAsync(token, CancellationToken.None)).Caller.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_missing_set_refuses_and_does_not_throw()
    {
        File.Delete(_file);
        (await ValidateAsync(Forge.Rs256(_rsa, Forge.Claims(), """{"alg":"RS256"}"""))).ShouldBeFalse();
    }

    private async Task<bool> ValidateAsync(string token) =>
        (await Validator(new SteppedTime()).ValidateAsync(token, CancellationToken.None)).Caller is not null;

    private JwtValidator Validator(TimeProvider time) =>
        new(new AuthOptions(), null, new JsonWebKeySet(_file, new HttpClient(), time, NullLogger<JsonWebKeySet>.Instance), time);

    private void Write()
    {
        var rsa = _rsa.ExportParameters(false);
        var ec = _ec.ExportParameters(false);
        File.WriteAllText(_file, new StringBuilder("""{"keys":[{"kty":"oct","k":"AAAA"},""")
            .Append($$"""{"kty":"RSA","kid":"rsa","use":"sig","n":"{{Text(rsa.Modulus)}}","e":"{{Text(rsa.Exponent)}}"},""")
            .Append($$"""{"kty":"EC","kid":"ec","crv":"P-256","alg":"ES256","x":"{{Text(ec.Q.X)}}","y":"{{Text(ec.Q.Y)}}"}]}""")
            .ToString());
    }

    private static string Text(byte[]? bytes) => Base64Url.EncodeToString(bytes);

    private sealed class SteppedTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = Forge.Now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
