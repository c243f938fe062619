using System.Text.Json;
using Voltbench.Simulation.Tests.Harness;
using Voltbench.Testing;

namespace Voltbench.Simulation.Tests.Messages;

/// <summary>DataTransfer: OCPP 1.6 §4.3, 5.6; OCPP 2.0.1 P01, P02.</summary>
public class DataTransferTests
{
    private static readonly OcppVersion[] Both = [OcppVersion.V16, OcppVersion.V201];

    private static JsonElement Ask(Rig rig, object request)
    {
        var id = rig.Csms.Ask("DataTransfer", JsonSerializer.Serialize(request));
        rig.Run(1);
        return rig.Csms.AnswerTo(id).Payload;
    }

    [Theory]
    [InlineData("voltbench", "Echo", "Accepted")]
    [InlineData("voltbench", "Reject", "Rejected")]
    [InlineData("voltbench", "echo", "UnknownMessageId")]
    [InlineData("voltbench", null, "UnknownMessageId")]
    [InlineData("com.example", "Echo", "UnknownVendorId")]
    [InlineData("", "Echo", "UnknownVendorId")]
    [Shows(OcppVersion.V16, "DataTransfer")]
    [Shows(OcppVersion.V201, "DataTransfer")]
    public void TC_P_01_vendor_and_message_decide_the_status(string vendorId, string? messageId, string status)
    {
        foreach (var version in Both)
        {
            var answer = messageId is null
                ? Ask(new Rig(version).Booted(), new { vendorId, data = "x" })
                : Ask(new Rig(version).Booted(), new { vendorId, messageId, data = "x" });
            answer.GetProperty("status").GetString().ShouldBe(status);
            answer.TryGetProperty("data", out var data).ShouldBe(status == "Accepted");
            if (status == "Accepted")
                data.GetString().ShouldBe("x");
        }
    }

    [Fact]
    public void Echo_gives_back_whatever_it_gets()
    {
        var rig = new Rig(OcppVersion.V201).Booted();
        Ask(rig, new { vendorId = "voltbench", messageId = "Echo", data = new { a = new[] { 1, 2 }, b = "é" } })
            .GetProperty("data").GetRawText().ShouldBe("""{"a":[1,2],"b":"é"}""");
        Ask(rig, new { vendorId = "voltbench", messageId = "Echo" }).TryGetProperty("data", out _).ShouldBeFalse();
        Ask(new Rig(OcppVersion.V16).Booted(), new { vendorId = "voltbench", messageId = "Echo", data = "{\"a\":1}" }).GetProperty("data").GetString().ShouldBe("{\"a\":1}");
    }

    [Fact]
    public void GetState_tells_how_the_station_stands()
    {
        foreach (var version in Both)
        {
            var rig = new Rig(version).Booted();
            rig.Do(new StartSession("TAG", 1));
            var data = Ask(rig, new { vendorId = "voltbench", messageId = "GetState" }).GetProperty("data");
            var state = data.ValueKind == JsonValueKind.String ? JsonDocument.Parse(data.GetString()!).RootElement : data;
            state.GetProperty("connectors")[0].GetString().ShouldBe(version == OcppVersion.V16 ? "Charging" : "Occupied");
            state.GetProperty("connectors")[1].GetString().ShouldBe("Available");
        }
    }

    [Fact]
    [Shows(OcppVersion.V16, "DataTransfer")]
    [Shows(OcppVersion.V201, "DataTransfer")]
    public void P02_CallBack_makes_the_station_send_one_of_its_own()
    {
        foreach (var version in Both)
        {
            var rig = new Rig(version).Booted();
            rig.Csms.Script["DataTransfer"] = _ => """{"status":"UnknownVendorId"}""";
            Ask(rig, new { vendorId = "voltbench", messageId = "CallBack", data = "hello" }).GetProperty("status").GetString().ShouldBe("Accepted");
            var sent = rig.Csms.Of("DataTransfer").Single();
            (sent.Text("vendorId"), sent.Text("messageId"), sent.Text("data")).ShouldBe(("voltbench", "CalledBack", "hello"));
            rig.Seen.View.LastError!.ShouldContain("UnknownVendorId");
        }
    }

    [Theory]
    [InlineData(255, 50, 3)]
    [InlineData(256, 50, 4)]
    [InlineData(255, 51, 4)]
    public void Fields_beyond_their_limits_break_the_schema(int vendorLength, int messageLength, int type)
    {
        foreach (var version in Both)
        {
            var rig = new Rig(version).Booted();
            var id = rig.Csms.Ask("DataTransfer", JsonSerializer.Serialize(new { vendorId = new string('v', vendorLength), messageId = new string('m', messageLength) }));
            rig.Run(1);
            rig.Csms.AnswerTo(id).Type.ShouldBe(type);
        }
    }
}
