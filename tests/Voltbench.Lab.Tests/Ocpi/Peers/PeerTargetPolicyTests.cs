using System.Net;
using Voltbench.Lab.Ocpi.Peers;

namespace Voltbench.Lab.Tests.Ocpi.Peers;

public sealed class PeerTargetPolicyTests
{
    [Fact]
    public void Everything_is_allowed_by_default() => new PeerTargetPolicy(new PeerCallOptions()).CheckAddress(IPAddress.Loopback).ShouldBeNull();

    [Theory]
    [InlineData("http://10.0.0.1/ocpi")]
    [InlineData("http://[fd00::1]/ocpi")]
    [InlineData("http://localhost/ocpi")]
    [InlineData("http://169.254.169.254/latest")]
    public void A_closed_server_refuses_addresses_inside_in_words(string url) =>
        new PeerTargetPolicy(new PeerCallOptions { AllowPrivateTargets = false, AllowLoopbackTargets = false })
            .CheckUrl(new Uri(url)).ShouldNotBeNull().ShouldStartWith("The address of the OCPI peer points ");
}
