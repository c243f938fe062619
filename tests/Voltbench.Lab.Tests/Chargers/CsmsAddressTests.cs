using Voltbench.Lab.Chargers;

namespace Voltbench.Lab.Tests.Chargers;

public class CsmsAddressTests
{
    [Theory]
    [InlineData("ws://csms.example/ocpp", "ws://csms.example/ocpp", null, null)]
    [InlineData("ws://csms.example", "ws://csms.example", null, null)]
    [InlineData("wss://csms.example:8443/a/b?tenant=1", "wss://csms.example:8443/a/b?tenant=1", null, null)]
    [InlineData("ws://[::1]:9000/x", "ws://[::1]:9000/x", null, null)]
    [InlineData("ws://user:secret@csms.example/ocpp", "ws://csms.example/ocpp", "user", "secret")]
    [InlineData("ws://us%20er:s%40c%3Aret@csms.example", "ws://csms.example", "us er", "s@c:ret")]
    [InlineData("ws://user@csms.example/ocpp", "ws://csms.example/ocpp", "user", null)]
    [InlineData("ws://:secret@csms.example/ocpp", "ws://csms.example/ocpp", null, "secret")]
    [InlineData("ws://u:p@csms.example/a@b", "ws://csms.example/a@b", "u", "p")]
    [InlineData("ws://csms.example/a@b", "ws://csms.example/a@b", null, null)]
    public void Takes(string text, string url, string? user, string? password)
    {
        CsmsAddress.Parse(text, out var error).ShouldBe(new CsmsAddress(url, user, password));
        error.ShouldBeNull();
    }

    [Theory]
    [InlineData("http://csms.example", "scheme")]
    [InlineData("https://csms.example", "scheme")]
    [InlineData("ftp://csms.example", "scheme")]
    [InlineData("file:///etc/passwd", "scheme")]
    [InlineData("csms.example/ocpp", "absolute")]
    [InlineData("/ocpp", "absolute")]
    [InlineData("ws:csms.example", "absolute")]
    [InlineData("ws:///ocpp", "absolute")]
    [InlineData("ws://", "absolute")]
    [InlineData("ws://csms.example/#top", "fragment")]
    [InlineData("ws://csms.example/ocpp#", "fragment")]
    [InlineData("ws://csms.example/a b", "spaces")]
    [InlineData("ws://csms.example/\r\nHost: evil", "spaces")]
    [InlineData("ws://csms.example\\@evil", "backslashes")]
    [InlineData("ws://csms.example:0/", "port")]
    [InlineData("ws://csms.example:70000/", "absolute")]
    public void Refuses(string text, string because)
    {
        CsmsAddress.Parse(text, out var error).ShouldBeNull();
        error.ShouldNotBeNull().ShouldContain(because);
    }

    [Fact]
    public void An_error_does_not_repeat_a_secret()
    {
        CsmsAddress.Parse("http://user:topsecret@csms.example", out var error).ShouldBeNull();
        error.ShouldNotBeNull().ShouldNotContain("topsecret");
    }

    [Theory]
    [InlineData("ws://x", false)]
    [InlineData("wss://x", true)]
    [InlineData("WSS://x", true)]
    public void Knows_tls(string text, bool secure) => CsmsAddress.Parse(text, out _).ShouldNotBeNull().IsSecure.ShouldBe(secure);
}
