using System.Text.Json;
using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V201;

/// <summary>Part 6, N: logs and customer information (N01, N09, N10).</summary>
public sealed class Diagnostics(TestLab lab)
{
    private static readonly object Customer = new { idToken = "CUSTOMER", type = "ISO14443" };

    [Fact]
    [Shows(OcppVersion.V201, "GetLog")]
    [Shows(OcppVersion.V201, "LogStatusNotification")]
    public async Task TC_N_25_CS_Diagnostics_Log_Uploaded()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await UploadAsync(station, "DiagnosticsLog");
    }

    [Fact]
    public async Task TC_N_35_CS_Security_Log_Uploaded()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, security: new Secured(1));
        await UploadAsync(station, "SecurityLog");
    }

    [Fact]
    public async Task TC_N_26_CS_Diagnostics_Log_Upload_Failed()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SendAsync("GetLog", Log(7, "DiagnosticsLog", "http://127.0.0.1:1/", retries: 3), "Accepted");
        await ExpectLogAsync(station, "Uploading", 7);
        var begun = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < 4; i++)
            await station.ExpectAsync("LogStatusNotification", p => p.Number("requestId") == 7 && p.Text("status") is "UploadFailure" or "BadMessage" or "PermissionDenied" or "NotSupportedOperation");
        TimeProvider.System.GetElapsedTime(begun).TotalSeconds.ShouldBe(3, 0.9);
    }

    [Fact]
    public async Task TC_N_36_CS_A_Second_Request_Takes_The_Place_Of_The_First()
    {
        await using var silent = new Door((_, client, end) => Door.SilentAsync(client, end));
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SendAsync("GetLog", Log(1, "DiagnosticsLog", $"http://127.0.0.1:{silent.Port}/"), "Accepted");
        await ExpectLogAsync(station, "Uploading", 1);
        await station.SendAsync("GetLog", Log(2, "DiagnosticsLog", await lab.UploadUrlAsync()), "AcceptedCanceled");
        await ExpectLogAsync(station, "AcceptedCanceled", 1);
        await ExpectLogAsync(station, "Uploading", 2);
        await ExpectLogAsync(station, "Uploaded", 2);
    }

    [Fact]
    [Shows(OcppVersion.V201, "CustomerInformation")]
    [Shows(OcppVersion.V201, "NotifyCustomerInformation")]
    public async Task TC_N_27_CS_Customer_Information_Reported()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await KnowAsync(station, isListed: true);
        (await AskAsync(station, 1, report: true, clear: false)).ShouldContain("CUSTOMER");
    }

    [Fact]
    public async Task TC_N_28_CS_Customer_Information_Without_Data()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await AskAsync(station, 1, report: false, clear: true);
        (await AskAsync(station, 2, report: true, clear: false)).ShouldBeEmpty();
    }

    [Fact]
    public async Task TC_N_30_CS_Customer_Information_Reported_And_Cleared()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await KnowAsync(station, isListed: false);
        (await AskAsync(station, 1, report: true, clear: true)).ShouldContain("cache");
        (await AskAsync(station, 2, report: true, clear: false)).ShouldBeEmpty();
    }

    [Fact]
    public async Task TC_N_31_CS_Clear_And_Report_Without_Data()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        (await AskAsync(station, 1, report: true, clear: true)).ShouldBeEmpty();
    }

    [Fact]
    public async Task TC_N_32_CS_Clear_Without_Report()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await KnowAsync(station, isListed: false);
        (await AskAsync(station, 1, report: false, clear: true)).ShouldBeEmpty();
        (await AskAsync(station, 2, report: true, clear: false)).ShouldBeEmpty();
    }

    [Fact]
    public async Task TC_N_62_CS_Clear_And_Report_By_Customer_Identifier()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await KnowAsync(station, isListed: false);
        (await AskAsync(station, 1, report: true, clear: true, "CUSTOMER")).ShouldContain("CUSTOMER");
        (await AskAsync(station, 2, report: true, clear: false, "CUSTOMER")).ShouldBeEmpty();
    }

    private static object Log(int requestId, string logType, string url, int retries = 0)
        => new { requestId, logType, retries, retryInterval = 1, log = new { remoteLocation = url } };

    private static Task ExpectLogAsync(TestStation station, string status, int requestId)
        => station.ExpectAsync("LogStatusNotification", p => p.Text("status") == status && p.Number("requestId") == requestId);

    /// <summary>The station gets to know the customer: from the cache, and from the list where asked for.</summary>
    private static async Task KnowAsync(TestStation station, bool isListed)
    {
        await station.SetVariableAsync("LocalAuthListCtrlr.Enabled", "true");
        await station.SetVariableAsync("AuthCtrlr.LocalPreAuthorize", "true");
        await station.SetVariableAsync("AuthCacheCtrlr.Enabled", "true");
        await station.PresentAsync("CUSTOMER", 1);
        await station.ExpectAsync("Authorize");
        await station.ExpectEventAsync("Started");
        if (isListed)
        {
            await station.SendAsync(
                "SendLocalList",
                new { versionNumber = 1, updateType = "Full", localAuthorizationList = new[] { new { idToken = Customer, idTokenInfo = new { status = "Accepted" } } } },
                "Accepted");
        }

        await station.PresentAsync("CUSTOMER", 1);
        await station.ExpectEventAsync("Ended");
        await station.UntilQuietAsync();
    }

    private static async Task<string> AskAsync(TestStation station, int requestId, bool report, bool clear, string? identifier = null)
    {
        object request = identifier is null
            ? new { requestId, report, clear, idToken = Customer }
            : new { requestId, report, clear, customerIdentifier = identifier };
        await station.SendAsync("CustomerInformation", request, "Accepted");
        var data = "";
        for (var seqNo = 0; ; seqNo++)
        {
            var part = (await station.ExpectAsync("NotifyCustomerInformation", p => p.Number("requestId") == requestId)).Payload;
            part.Number("seqNo").ShouldBe(seqNo);
            data += part.Text("data");
            if (!part.TryGetProperty("tbc", out var more) || more.ValueKind != JsonValueKind.True)
                return data;
        }
    }

    private async Task UploadAsync(TestStation station, string logType)
    {
        var answer = await station.SendAsync("GetLog", Log(3, logType, await lab.UploadUrlAsync()), "Accepted");
        var name = answer.Text("filename");
        name.ShouldNotBeNullOrEmpty();
        await ExpectLogAsync(station, "Uploading", 3);
        await ExpectLogAsync(station, "Uploaded", 3);
        (await lab.UploadsAsync(name)).ShouldBe(1);
    }
}
