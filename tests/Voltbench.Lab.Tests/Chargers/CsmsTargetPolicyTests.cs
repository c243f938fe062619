using System.Net;
using Voltbench.Lab.Chargers;

namespace Voltbench.Lab.Tests.Chargers;

public class CsmsTargetPolicyTests
{
    private static readonly CsmsTargetPolicy Closed =
        new(new CsmsTargetOptions { AllowPrivateTargets = false, AllowLoopbackTargets = false, AllowOwnHost = false });

    public static TheoryData<string> Inside() =>
    [
        "127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", "0.0.0.0", "::", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "::ffff:10.0.0.1", "fe80::1", "fd00::1", "64:ff9b::a00:1", "2002:a00:1::",
    ];

    public static TheoryData<string> Outside() => ["8.8.8.8", "172.15.0.1", "172.32.0.1", "192.167.1.1", "100.128.0.1", "2001:4860:4860::8888"];

    [Theory]
    [MemberData(nameof(Inside))]
    public void A_closed_server_refuses_addresses_inside(string address)
    {
        Closed.CheckAddress(IPAddress.Parse(address)).ShouldNotBeNull();
        Closed.CheckUrl(Url(address)).ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Outside))]
    public void A_closed_server_allows_addresses_outside(string address)
    {
        Closed.CheckAddress(IPAddress.Parse(address)).ShouldBeNull();
        Closed.CheckUrl(Url(address)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Inside))]
    [MemberData(nameof(Outside))]
    public void Everything_is_allowed_by_default(string address) =>
        new CsmsTargetPolicy(new CsmsTargetOptions()).CheckAddress(IPAddress.Parse(address)).ShouldBeNull();

    [Theory]
    [InlineData("ws://localhost/x")]
    [InlineData("ws://LOCALHOST./x")]
    [InlineData("ws://a.localhost/x")]
    [InlineData("ws://2130706433/x")]
    [InlineData("ws://0x7f.1/x")]
    public void Other_names_of_loopback_are_known(string url) => Closed.CheckUrl(new Uri(url)).ShouldNotBeNull();

    [Fact]
    public void Each_part_is_closed_for_itself()
    {
        var noLoopback = new CsmsTargetPolicy(new CsmsTargetOptions { AllowLoopbackTargets = false });
        noLoopback.CheckAddress(IPAddress.Loopback).ShouldNotBeNull();
        noLoopback.CheckAddress(IPAddress.Parse("10.0.0.1")).ShouldBeNull();

        var noPrivate = new CsmsTargetPolicy(new CsmsTargetOptions { AllowPrivateTargets = false });
        noPrivate.CheckAddress(IPAddress.Loopback).ShouldBeNull();
        noPrivate.CheckAddress(IPAddress.Parse("10.0.0.1")).ShouldNotBeNull();
    }

    private static Uri Url(string address) => new(address.Contains(':') ? $"ws://[{address}]:9000/x" : $"ws://{address}:9000/x");
}
