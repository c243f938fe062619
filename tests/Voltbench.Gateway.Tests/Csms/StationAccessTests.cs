using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Voltbench.Csms;
using Voltbench.Gateway.Csms;
using Voltbench.Lab.Csms;

namespace Voltbench.Gateway.Tests.Csms;

/// <summary>Who may connect from where.</summary>
public class StationAccessTests(CsmsFixture gateway) : IClassFixture<CsmsFixture>, IAsyncLifetime
{
    private readonly string keyed = "K" + Guid.NewGuid().ToString("N");
    private readonly string open = "O" + Guid.NewGuid().ToString("N");

    public async ValueTask InitializeAsync()
    {
        await gateway.AddChargerAsync(keyed, "secret");
        await gateway.AddChargerAsync(open, key: null);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("unknown", "127.0.0.1", "", false, StationVerdict.Welcome)]
    [InlineData("unknown", "::1", "", false, StationVerdict.Welcome)]
    [InlineData("unknown", "::ffff:127.0.0.1", "", false, StationVerdict.Welcome)]
    [InlineData("unknown", "192.0.2.1", "", false, StationVerdict.Unknown)]
    [InlineData("unknown", "::ffff:192.0.2.1", "", false, StationVerdict.Unknown)]
    [InlineData("unknown", "127.0.0.1", "X-Forwarded-For", false, StationVerdict.Unknown)]
    [InlineData("unknown", "127.0.0.1", "Forwarded", false, StationVerdict.Unknown)]
    [InlineData("unknown", "192.0.2.1", "", true, StationVerdict.Welcome)]
    [InlineData("open", "127.0.0.1", "", false, StationVerdict.Welcome)]
    [InlineData("open", "192.0.2.1", "", false, StationVerdict.OpenOnlyHere)]
    [InlineData("open", "192.0.2.1", "", true, StationVerdict.Welcome)]
    [InlineData("keyed", "127.0.0.1", "", false, StationVerdict.KeyRequired)]
    [InlineData("keyed", "127.0.0.1", "", true, StationVerdict.KeyRequired)]
    [InlineData("keyed", "192.0.2.1", "", true, StationVerdict.KeyRequired)]
    [InlineData("keyed with key", "192.0.2.1", "", false, StationVerdict.Welcome)]
    [InlineData("keyed with key", "192.0.2.1", "Forwarded", false, StationVerdict.Welcome)]
    public async Task Decides(string who, string remote, string proxyHeader, bool allowOpenRemote, StationVerdict verdict)
    {
        var access = new StationAccess(gateway.Services.GetRequiredService<StationKeys>(), new StationCertificates(new CsmsSettings(), TimeProvider.System), new CsmsSettings { AllowOpenRemote = allowOpenRemote });
        var identity = who.StartsWith("keyed", StringComparison.Ordinal) ? keyed : who == "open" ? open : who;
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(remote);
        if (proxyHeader.Length > 0)
            http.Request.Headers[proxyHeader] = "192.0.2.9";
        if (who == "keyed with key")
            http.Request.Headers.Authorization = "basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{keyed}:secret"));
        (await access.DecideAsync(new StationId(gateway.Organization, identity), http)).Verdict.ShouldBe(verdict);
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("Basic !!!")]
    [InlineData("Bearer abc")]
    [InlineData("Basic OnNlY3JldA==")]
    public async Task Broken_credentials_are_none(string header)
    {
        var access = new StationAccess(gateway.Services.GetRequiredService<StationKeys>(), new StationCertificates(new CsmsSettings(), TimeProvider.System), new CsmsSettings());
        var http = new DefaultHttpContext();
        http.Request.Headers.Authorization = header;
        (await access.DecideAsync(new StationId(gateway.Organization, keyed), http)).Verdict.ShouldBe(StationVerdict.KeyRequired);
    }
}
