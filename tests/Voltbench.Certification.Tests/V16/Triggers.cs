using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V16;

/// <summary>Compliancy testing tool, charge point: 2.20 Remote trigger, 2.22 Data transfer.</summary>
public sealed class Triggers(TestLab lab)
{
    [Theory]
    [InlineData("MeterValues", "MeterValues")]
    [InlineData("Heartbeat", "Heartbeat")]
    [InlineData("StatusNotification", "StatusNotification")]
    [InlineData("DiagnosticsStatusNotification", "DiagnosticsStatusNotification")]
    [InlineData("FirmwareStatusNotification", "FirmwareStatusNotification")]
    [Shows(OcppVersion.V16, "TriggerMessage")]
    [Shows(OcppVersion.V16, "DiagnosticsStatusNotification")]
    [Shows(OcppVersion.V16, "FirmwareStatusNotification")]
    public async Task TC_054_CS_Trigger_Message(string requested, string expected)
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SendAsync("TriggerMessage", new { requestedMessage = requested, connectorId = 1 }, "Accepted");
        var call = await station.ExpectAsync(expected);
        if (expected.EndsWith("StatusNotification", StringComparison.Ordinal) && expected != "StatusNotification")
            call.Payload.Text("status").ShouldBe("Idle");
    }

    [Fact]
    public async Task TC_055_CS_Trigger_Message_Rejected()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        (await station.SendAsync("TriggerMessage", new { requestedMessage = "MeterValues", connectorId = 9 })).Text("status").ShouldBe("Rejected");
    }

    [Fact]
    [Shows(OcppVersion.V16, "DataTransfer")]
    public async Task TC_062_CS_Data_Transfer_To_A_Charge_Point()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SendAsync("DataTransfer", new { vendorId = "com.example.nobody", messageId = "hello", data = "x" }, "UnknownVendorId");
    }
}
