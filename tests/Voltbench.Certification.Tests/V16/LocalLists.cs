using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V16;

/// <summary>Compliancy testing tool, charge point: 2.17 Local authorization list, and the cache.</summary>
public sealed class LocalLists(TestLab lab)
{
    [Fact]
    public async Task TC_042_2_CS_Version_Of_An_Empty_List()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SetAsync("LocalAuthListEnabled", "true");
        await station.SendAsync("SendLocalList", new { listVersion = 1, updateType = "Full" }, "Accepted");
        (await station.SendAsync("GetLocalListVersion", new { })).Number("listVersion").ShouldBeOneOf(0, 1);
    }

    [Fact]
    [Shows(OcppVersion.V16, "SendLocalList")]
    public async Task TC_043_CS_Send_Local_List()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SendAsync("SendLocalList", List(1, "Full", "TAG-1", "TAG-2"), "Accepted");
        (await station.SendAsync("GetLocalListVersion", new { })).Number("listVersion").ShouldBe(1);
        await station.SendAsync("SendLocalList", List(2, "Differential", "TAG-3"), "Accepted");
        (await station.SendAsync("GetLocalListVersion", new { })).Number("listVersion").ShouldBe(2);
    }

    [Fact]
    public async Task TC_043_2_CS_Version_Mismatch()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SendAsync("SendLocalList", List(5, "Full", "TAG-1"), "Accepted");
        await station.SendAsync("SendLocalList", List(4, "Differential", "TAG-2"), "VersionMismatch");
        (await station.SendAsync("GetLocalListVersion", new { })).Number("listVersion").ShouldBe(5);
    }

    [Fact]
    [Shows(OcppVersion.V16, "ClearCache")]
    public async Task TC_061_CS_Clear_The_Authorization_Cache()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SetAsync("AuthorizationCacheEnabled", "true");
        await station.SetAsync("LocalPreAuthorize", "true");
        await station.CommandAsync("authorize", new { id_tag = "TAG-1" });
        await station.ExpectAsync("Authorize");
        await station.SendAsync("ClearCache", new { }, "Accepted");
        await station.PlugAsync();
        await station.PresentAsync("TAG-1", 1);
        await station.ExpectAsync("Authorize");
        await station.ExpectAsync("StartTransaction");
    }

    [Fact]
    public async Task TC_042_1_CS_Version_Where_Lists_Are_Switched_Off()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SetAsync("LocalAuthListEnabled", "false");
        (await station.SendAsync("GetLocalListVersion", new { })).Number("listVersion").ShouldBe(-1);
    }

    [Fact]
    public async Task TC_043_1_CS_List_Where_Lists_Are_Switched_Off()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SetAsync("LocalAuthListEnabled", "false");
        await station.SendAsync("SendLocalList", List(1, "Full", "TAG-1"), "NotSupported");
    }

    // More tokens than SendLocalListMaxLength says are not taken.
    [Fact]
    public async Task TC_043_3_CS_List_That_Is_Too_Long()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        var most = (await station.SendAsync("GetConfiguration", new { key = new[] { "SendLocalListMaxLength" } })).GetProperty("configurationKey")[0].Text("value")!;
        var tags = Enumerable.Range(0, int.Parse(most, System.Globalization.CultureInfo.InvariantCulture) + 1).Select(n => $"TAG-{n}").ToArray();
        await station.SendAsync("SendLocalList", List(2, "Full", tags), "Failed");
        (await station.SendAsync("GetLocalListVersion", new { })).Number("listVersion").ShouldBe(0);
    }

    private static object List(int listVersion, string updateType, params string[] tags) => new
    {
        listVersion,
        updateType,
        localAuthorizationList = tags.Select(idTag => new { idTag, idTagInfo = new { status = "Accepted" } }),
    };
}
