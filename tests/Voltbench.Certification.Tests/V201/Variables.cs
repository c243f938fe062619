using System.Globalization;
using System.Text.Json;
using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V201;

/// <summary>Part 6, B: variables one by one (B05, B06), and P: custom data.</summary>
public sealed class Variables(TestLab lab)
{
    private const string Threshold = "OCPPCommCtrlr.OfflineThreshold";
    private const string Offline = "AuthCtrlr.LocalAuthorizeOffline";

    [Fact]
    [Shows(OcppVersion.V201, "GetVariables")]
    public async Task TC_B_06_CS_Get_A_Single_Value()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SetVariableAsync(Threshold, "300");
        var result = await station.GetVariableAsync(Threshold, type: "Actual");
        (result.Text("attributeType"), result.Text("attributeValue")).ShouldBe(("Actual", "300"));
        NoError(result);
    }

    [Fact]
    public async Task TC_B_07_CS_Get_Multiple_Values()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SetVariableAsync(Threshold, "300");
        await station.SetVariableAsync(Offline, "true");
        var results = await station.GetVariablesAsync(DeviceModel.Item(Threshold, "Actual"), DeviceModel.Item(Offline, "Actual"));
        results.Select(r => (DeviceModel.Of(r), r.Text("attributeStatus"), r.Text("attributeValue")))
            .ShouldBe([(Threshold, "Accepted", "300"), (Offline, "Accepted", "true")], ignoreOrder: true);
        foreach (var result in results)
            NoError(result);
    }

    [Fact]
    public async Task TC_B_08_CS_Get_More_Values_Than_The_Station_Takes()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        var report = await station.ReportAsync("FullInventory");
        var limit = int.Parse(await station.ReadAsync("DeviceDataCtrlr.ItemsPerMessage[GetVariables]"), CultureInfo.InvariantCulture);
        report.Count.ShouldBeGreaterThan(limit);
        var results = await station.GetVariablesAsync(report.Where(IsReadable).Take(limit + 1).Select(item => new Dictionary<string, object>
        {
            ["component"] = item.GetProperty("component"),
            ["variable"] = item.GetProperty("variable"),
        }));
        results.Count(r => r.Text("attributeStatus") == "Accepted").ShouldBe(limit, string.Join("\n", results.Where(r => r.Text("attributeStatus") != "Accepted").Select(r => r.GetRawText())));
        results.Single(r => r.Text("attributeStatus") == "Rejected").At("attributeStatusInfo", "reasonCode").ShouldBe("TooManyElements");
    }

    [Theory]
    [InlineData("UnknownComponent.OfflineThreshold", null, "UnknownComponent")]
    public Task TC_B_32_CS_Get_Of_An_Unknown_Component(string name, string? type, string status) => GetAsync(name, type, status);

    [Theory]
    [InlineData("OCPPCommCtrlr.UnknownVariable", null, "UnknownVariable")]
    public Task TC_B_33_CS_Get_Of_An_Unknown_Variable(string name, string? type, string status) => GetAsync(name, type, status);

    [Theory]
    [InlineData(Threshold, "Target", "NotSupportedAttributeType")]
    public Task TC_B_34_CS_Get_Of_An_Unsupported_Attribute(string name, string? type, string status) => GetAsync(name, type, status);

    [Fact]
    [Shows(OcppVersion.V201, "SetVariables")]
    public async Task TC_B_09_CS_Set_A_Single_Value()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        var result = await station.SetVariableAsync(Threshold, "300", type: "Actual");
        result.Text("attributeType").ShouldBe("Actual");
        NoError(result);
    }

    [Fact]
    public async Task TC_B_10_CS_Set_Multiple_Values()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        var threshold = DeviceModel.Item(Threshold, "Actual");
        threshold["attributeValue"] = "300";
        var offline = DeviceModel.Item(Offline, "Actual");
        offline["attributeValue"] = "true";
        var results = (await station.SendAsync("SetVariables", new { setVariableData = new[] { threshold, offline } })).GetProperty("setVariableResult").EnumerateArray().ToList();
        results.Select(r => (DeviceModel.Of(r), r.Text("attributeStatus"), r.Text("attributeType")))
            .ShouldBe([(Threshold, "Accepted", "Actual"), (Offline, "Accepted", "Actual")], ignoreOrder: true);
        foreach (var result in results)
            NoError(result);
    }

    [Theory]
    [InlineData("UnknownComponent.OfflineThreshold", null, "UnknownComponent")]
    public Task TC_B_35_CS_Set_Of_An_Unknown_Component(string name, string? type, string status) => SetAsync(name, type, status);

    [Theory]
    [InlineData("OCPPCommCtrlr.UnknownVariable", null, "UnknownVariable")]
    public Task TC_B_36_CS_Set_Of_An_Unknown_Variable(string name, string? type, string status) => SetAsync(name, type, status);

    [Theory]
    [InlineData(Threshold, "Target", "NotSupportedAttributeType")]
    public Task TC_B_37_CS_Set_Of_An_Unsupported_Attribute(string name, string? type, string status) => SetAsync(name, type, status);

    [Theory]
    [InlineData("OCPPCommCtrlr.MessageTimeout[Default]", null, "Rejected")]
    public Task TC_B_39_CS_Set_Of_What_Is_Read_Only(string name, string? type, string status) => SetAsync(name, type, status);

    [Theory]
    [InlineData("1", "OCPPCommCtrlr.OfflineThreshold", "SmartChargingCtrlr.LimitChangeSignificance")]
    [InlineData("1.1", "SmartChargingCtrlr.LimitChangeSignificance")]
    [InlineData("true", "AuthCtrlr.AuthorizeRemoteStart")]
    [InlineData("2030-01-01T00:00:00Z")]
    [InlineData("abc")]
    public async Task TC_B_11_CS_Set_Of_Values_In_The_Wrong_Form(string value, params string[] fit)
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        foreach (var name in (string[])[Threshold, "SmartChargingCtrlr.LimitChangeSignificance", "AuthCtrlr.AuthorizeRemoteStart"])
        {
            var result = await station.TrySetVariableAsync(name, value);
            result.Text("attributeStatus").ShouldBe(fit.Contains(name) ? "Accepted" : "Rejected", $"{name} = {value}");
            (result.At("attributeStatusInfo", "reasonCode") is null or "InvalidValue" or "NoError").ShouldBeTrue(result.GetRawText());
        }
    }

    [Fact]
    public async Task TC_P_03_CS_Custom_Data_Is_Taken()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        object customData = new { vendorId = "org.openchargealliance.octt", text = "anything" };
        var component = new { name = "OCPPCommCtrlr", customData };
        var variable = new { name = "OfflineThreshold", customData };
        var set = await station.SendAsync("SetVariables", new { setVariableData = new[] { new { component, variable, attributeValue = "200", attributeType = "Actual", customData } }, customData });
        set.GetProperty("setVariableResult")[0].Text("attributeStatus").ShouldBe("Accepted");
        (await station.ReadAsync(Threshold)).ShouldBe("200");
    }

    private static bool IsReadable(JsonElement item) => item.GetProperty("variableAttribute").EnumerateArray().All(a => a.Text("mutability") != "WriteOnly");

    private static void NoError(JsonElement result) => (result.At("attributeStatusInfo", "reasonCode") is null or "NoError").ShouldBeTrue(result.GetRawText());

    private async Task GetAsync(string name, string? type, string status)
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        var result = await station.GetVariableAsync(name, status, type);
        result.TryGetProperty("attributeValue", out _).ShouldBeFalse();
        result.Text("attributeType").ShouldBe(type ?? "Actual");
    }

    private async Task SetAsync(string name, string? type, string status)
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        var result = await station.SetVariableAsync(name, "20", status, type);
        result.Text("attributeType").ShouldBe(type ?? "Actual");
    }
}
