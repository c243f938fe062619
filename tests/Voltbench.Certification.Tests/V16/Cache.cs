using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V16;

/// <summary>Compliancy testing tool, charge point: 2.4 Cache, and the local list.</summary>
public sealed class Cache(TestLab lab)
{
    [Fact]
    public async Task TC_007_CS_Regular_Start_Cached_Id()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SetAsync("AuthorizationCacheEnabled", "true");
        await station.SetAsync("AuthorizeRemoteTxRequests", "true");
        await station.SetAsync("LocalPreAuthorize", "true");
        await station.CommandAsync("authorize", new { id_tag = "TAG-1" });
        await station.ExpectAsync("Authorize");
        await station.PlugAsync();
        await station.ExpectStatusAsync("Preparing");
        await station.SendAsync("RemoteStartTransaction", new { connectorId = 1, idTag = "TAG-1" }, "Accepted");
        await station.ExpectAsync("StartTransaction", p => p.Text("idTag") == "TAG-1");
        await station.ExpectStatusAsync("Charging");
        await station.NeverAsync("Authorize");
    }

    [Fact]
    [Shows(OcppVersion.V16, "SendLocalList")]
    [Shows(OcppVersion.V16, "GetLocalListVersion")]
    public async Task TC_008_CS_Regular_Start_Id_In_Local_List()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SetAsync("LocalPreAuthorize", "true");
        await station.SetAsync("AuthorizationCacheEnabled", "false");
        await station.SetAsync("LocalAuthListEnabled", "true");
        await station.SetAsync("AuthorizeRemoteTxRequests", "true");
        (await station.SendAsync("GetLocalListVersion", new { })).Number("listVersion").ShouldBe(0);
        await station.SendAsync(
            "SendLocalList",
            new { listVersion = 1, updateType = "Full", localAuthorizationList = new[] { new { idTag = "TAG-1", idTagInfo = new { status = "Accepted" } } } },
            "Accepted");
        await station.PlugAsync();
        await station.ExpectStatusAsync("Preparing");
        await station.SendAsync("RemoteStartTransaction", new { connectorId = 1, idTag = "TAG-1" }, "Accepted");
        await station.ExpectAsync("StartTransaction");
        await station.ExpectStatusAsync("Charging");
        await station.NeverAsync("Authorize");
    }
}
