using Voltbench.Lab.Chargers;

namespace Voltbench.Lab.Tests.Chargers;

public class ConnectionSecurityTests
{
    private static readonly CsmsAddress Plain = CsmsAddress.Stored("ws://x");
    private static readonly CsmsAddress Tls = CsmsAddress.Stored("wss://x");

    [Theory]
    [InlineData(false, null, 0)]
    [InlineData(true, null, 0)]
    [InlineData(false, "key", 1)]
    [InlineData(true, "key", 2)]
    public void Infers_the_profile(bool tls, string? key, int profile) =>
        ConnectionSecurity.Infer(tls ? Tls : Plain, key).ShouldBe(profile);

    [Theory]
    [InlineData(0, false, null, null)]
    [InlineData(0, true, null, null)]
    [InlineData(1, false, "key", null)]
    [InlineData(2, true, "key", null)]
    [InlineData(3, true, null, null)]
    [InlineData(3, true, "key", null)]
    [InlineData(0, false, "key", "sends no authorization_key")]
    [InlineData(1, true, "key", "without TLS")]
    [InlineData(1, false, null, "needs an authorization_key")]
    [InlineData(2, true, null, "needs an authorization_key")]
    [InlineData(2, false, "key", "needs a wss address")]
    [InlineData(3, false, null, "needs a wss address")]
    [InlineData(1, false, "", "1 to 64 characters")]
    [InlineData(1, false, "a\nb", "control characters")]
    public void Profile_scheme_and_key_belong_together(int profile, bool tls, string? key, string? because)
    {
        var refused = new ConnectionSecurity(profile, null, key).Check(tls ? Tls : Plain);
        if (because is null)
            refused.ShouldBeNull();
        else
            refused.ShouldNotBeNull().ShouldContain(because);
    }

    [Theory]
    [InlineData(0, null, "a:b", false)]
    [InlineData(1, null, "a:b", true)]
    [InlineData(1, "user", "a:b", false)]
    [InlineData(1, "us:er", "ab", true)]
    [InlineData(3, null, "a:b", false)]
    public void A_basic_user_has_no_colon(int profile, string? user, string identity, bool refused) =>
        (new ConnectionSecurity(profile, user, "key").CheckIdentity(identity) is not null).ShouldBe(refused);
}
