using System.Text;
using Voltbench.Ocpp;
using Voltbench.Testing.Stations;

namespace Voltbench.Csms.Tests.Stations;

/// <summary>What a station may throw at the CSMS without harm to anybody else.</summary>
public class HostileStationTests
{
    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("hello")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[2]")]
    [InlineData("[2,1,\"Heartbeat\",{}]")]
    [InlineData("[2,\"\",\"Heartbeat\",{}]")]
    [InlineData("[9,\"id\",\"Heartbeat\",{}]")]
    [InlineData("[2,\"id\",\"Heartbeat\",{}")]
    [InlineData("[2,\"id\",\"Heartbeat\"]")]
    [InlineData("[3,\"never asked\",{}]")]
    [InlineData("[4,\"never asked\",\"GenericError\",\"\",{}]")]
    [InlineData("[2,\"id\",\"Heartbeat\",{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}}}]")]
    public async Task Survives_any_text(string text)
    {
        foreach (var version in Enum.GetValues<OcppVersion>())
        {
            await using var csms = new CsmsHarness();
            var station = await csms.ConnectAsync("CP1", version);
            await station.SendAsync(text);
            await station.SendAsync("""[2,"after","Heartbeat",{}]""");
            var frame = await station.ReceiveAsync();
            if (frame[0].GetInt32() == 4)
                frame = await station.ReceiveAsync();
            frame[0].GetInt32().ShouldBe(3);
            frame[1].GetString().ShouldBe("after");
        }
    }

    [Theory]
    [InlineData(0x80 | FakeStation.Binary, 10, 1003)]
    [InlineData(0x80 | FakeStation.Text, 2000, 1009)]
    public async Task Closes_on_what_is_not_to_be_sent(int first, int length, int code)
    {
        await using var csms = new CsmsHarness(new CsmsOptions { MaxMessageBytes = 1000 });
        var station = await csms.ConnectAsync("CP1", OcppVersion.V16);
        await station.SendFrameAsync(first, Encoding.ASCII.GetBytes(new string('a', length)));
        (await station.ReceiveCloseAsync()).Code.ShouldBe(code);
        await station.DisposeAsync();
        await csms.UntilAsync(s => s.Find(CsmsHarness.Id("CP1")) is null);
    }

    [Fact]
    public async Task A_half_frame_and_a_cut_connection_leave_nothing_behind()
    {
        await using var csms = new CsmsHarness();
        var station = await csms.ConnectAsync("CP1", OcppVersion.V16);
        await station.CallAsync("Heartbeat", "{}");
        await station.SendRawAsync(new byte[] { 0x81, 0xFE, 0xFF });
        await station.DisposeAsync();
        await csms.UntilAsync(s => s.Find(CsmsHarness.Id("CP1")) is null);
    }

    [Fact]
    public async Task Invented_connectors_do_not_pile_up()
    {
        await using var csms = new CsmsHarness();
        var station = await csms.ConnectAsync("CP1", OcppVersion.V16);
        for (var i = 0; i < 200; i++)
            await station.CallAsync("StatusNotification", $$"""{"connectorId":{{i}},"errorCode":"NoError","status":"Available"}""");
        csms.Server.Find(CsmsHarness.Id("CP1"))!.Connectors.Count.ShouldBe(64);
    }
}
