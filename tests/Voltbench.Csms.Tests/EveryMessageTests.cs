using System.Text.Json;
using Voltbench.Csms.Handlers;
using Voltbench.Ocpp;
using Voltbench.Ocpp.Messages;
using Voltbench.Testing.Schemas;

namespace Voltbench.Csms.Tests;

/// <summary>Every request that a station may send, judged by the official schemas.</summary>
public class EveryMessageTests
{
    public static TheoryData<OcppVersion, string> Requests()
    {
        var rows = new TheoryData<OcppVersion, string>();
        foreach (var version in Enum.GetValues<OcppVersion>())
        {
            foreach (var action in OcppActions.All(version).Where(a => a.Sender != MessageSender.Csms))
                rows.Add(version, action.Name);
        }

        return rows;
    }

    public static TheoryData<OcppVersion, string> OtherWay()
    {
        var rows = new TheoryData<OcppVersion, string>();
        foreach (var version in Enum.GetValues<OcppVersion>())
        {
            foreach (var action in OcppActions.All(version).Where(a => a.Sender == MessageSender.Csms))
                rows.Add(version, action.Name);
        }

        return rows;
    }

    [Theory]
    [InlineData(OcppVersion.V16, 14)]
    [InlineData(OcppVersion.V201, 25)]
    public void No_request_of_a_station_lacks_a_handler(OcppVersion version, int count)
    {
        var actions = OcppActions.All(version).Where(a => a.Sender != MessageSender.Csms).ToList();
        actions.Count.ShouldBe(count);
        actions.Where(a => MessageHandlers.For(a) is null).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Any_valid_request_gets_a_valid_answer(OcppVersion version, string action)
    {
        Assert.SkipUnless(OcppSchemas.Available, OcppSchemas.HowToGet);
        await using var csms = new CsmsHarness();
        var station = await csms.ConnectAsync("CP1", version);
        var samples = new SchemaSamples(seed: 7);
        for (var i = 0; i < 20; i++)
        {
            var request = samples.Value(OcppSchemas.Get(version, action, response: false)).ToJsonString();
            var answer = await station.CallAsync(action, request, $"id-{i}");
            answer[0].GetInt32().ShouldBe(3, $"{request} was answered {answer.GetRawText()}");
            answer[1].GetString().ShouldBe($"id-{i}");
            OcppSchemas.Check(version, action, response: true, answer[2].GetRawText()).ShouldBeNull();
        }
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_property_that_does_not_exist_is_refused(OcppVersion version, string action)
    {
        await using var csms = new CsmsHarness();
        var station = await csms.ConnectAsync("CP1", version);
        var answer = await station.CallAsync(action, """{"noSuchProperty":1}""", "id");
        answer[0].GetInt32().ShouldBe(4);
        answer[1].GetString().ShouldBe("id");

        // What came before does not matter to the next message.
        (await station.CallAsync("Heartbeat", "{}"))[2].GetProperty("currentTime").GetString().ShouldEndWith("Z");
    }

    [Theory]
    [MemberData(nameof(OtherWay))]
    public async Task A_request_of_a_CSMS_is_not_supported(OcppVersion version, string action)
    {
        await using var csms = new CsmsHarness();
        var station = await csms.ConnectAsync("CP1", version);
        var answer = await station.CallAsync(action, "{}");
        answer[0].GetInt32().ShouldBe(4);
        answer[2].GetString().ShouldBe("NotSupported");
    }
}
