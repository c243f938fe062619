using System.Text;
using Voltbench.Ocpp;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V16.Core;
using Voltbench.Ocpp.V201.RemoteControl;

namespace Voltbench.Csms.Tests.Stations;

/// <summary>CALLs of the CSMS.</summary>
public class RequestTests
{
    private static readonly StationId Id = CsmsHarness.Id("CP1");
    private static readonly RemoteStopTransactionRequest Stop = new() { TransactionId = 5 };

    [Fact]
    public async Task The_answer_comes_back()
    {
        await using var csms = new CsmsHarness();
        var station = await csms.ConnectAsync("CP1", OcppVersion.V16);
        var request = csms.Server.RequestAsync(Id, Stop, CancellationToken.None);
        var call = await station.ReceiveAsync();
        (call[0].GetInt32(), call[2].GetString(), call[3].GetRawText()).ShouldBe((2, "RemoteStopTransaction", """{"transactionId":5}"""));
        await station.SendAsync($$"""[3,"{{call[1].GetString()}}",{"status":"Accepted"}]""");
        var outcome = await request;
        outcome.Kind.ShouldBe(CallOutcomeKind.Answered);
        outcome.PayloadText.ShouldBe("""{"status":"Accepted"}""");
    }

    [Theory]
    [InlineData("""[4,"ID","NotSupported","no",{}]""", CallOutcomeKind.Error, "NotSupported: no")]
    [InlineData("""[3,"ID",{"status":"Perhaps"}]""", CallOutcomeKind.InvalidAnswer, null)]
    [InlineData("""[3,"ID",{}]""", CallOutcomeKind.InvalidAnswer, null)]
    public async Task What_is_no_good_answer_is_told(string answer, CallOutcomeKind kind, string? detail)
    {
        await using var csms = new CsmsHarness();
        var station = await csms.ConnectAsync("CP1", OcppVersion.V16);
        var request = csms.Server.RequestAsync(Id, Stop, CancellationToken.None);
        var call = await station.ReceiveAsync();
        await station.SendAsync(answer.Replace("ID", call[1].GetString(), StringComparison.Ordinal));
        var outcome = await request;
        outcome.Kind.ShouldBe(kind);
        outcome.Detail.ShouldNotBeNull();
        if (detail is not null)
            outcome.Detail.ShouldBe(detail);
    }

    [Fact]
    public async Task One_at_a_time_and_no_more_than_the_queue_holds()
    {
        await using var csms = new CsmsHarness(new CsmsOptions { MaxQueuedCalls = 3 });
        var station = await csms.ConnectAsync("CP1", OcppVersion.V16);
        var requests = Enumerable.Range(1, 3)
            .Select(i => csms.Server.RequestAsync(Id, new RemoteStopTransactionRequest { TransactionId = i }, CancellationToken.None)).ToList();
        (await csms.Server.RequestAsync(Id, Stop, CancellationToken.None)).Kind.ShouldBe(CallOutcomeKind.Busy);
        for (var i = 1; i <= 3; i++)
        {
            var call = await station.ReceiveAsync();
            call[3].GetProperty("transactionId").GetInt32().ShouldBe(i);

            // The second CALL must not come before the first is answered; what comes now is the answer to ours.
            (await station.CallAsync("Heartbeat", "{}"))[0].GetInt32().ShouldBe(3);
            await station.SendAsync($$"""[3,"{{call[1].GetString()}}",{"status":"Rejected"}]""");
        }

        (await Task.WhenAll(requests)).ShouldAllBe(o => o.Kind == CallOutcomeKind.Answered);
    }

    [Fact]
    public async Task Silence_is_no_answer_and_a_late_one_harms_nothing()
    {
        await using var csms = new CsmsHarness(new CsmsOptions { CallTimeout = TimeSpan.FromMilliseconds(100) });
        var station = await csms.ConnectAsync("CP1", OcppVersion.V16);
        var outcome = await csms.Server.RequestAsync(Id, Stop, CancellationToken.None);
        outcome.Kind.ShouldBe(CallOutcomeKind.NoAnswer);
        var call = await station.ReceiveAsync();
        await station.SendAsync($$"""[3,"{{call[1].GetString()}}",{"status":"Accepted"}]""");
        (await station.CallAsync("Heartbeat", "{}"))[0].GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task A_station_that_leaves_gives_no_answer()
    {
        await using var csms = new CsmsHarness();
        var station = await csms.ConnectAsync("CP1", OcppVersion.V16);
        var request = csms.Server.RequestAsync(Id, Stop, CancellationToken.None);
        await station.ReceiveAsync();
        await station.DisposeAsync();
        var outcome = await request;
        outcome.Kind.ShouldBe(CallOutcomeKind.NoAnswer);
        outcome.Detail!.ShouldContain("ended before the answer");
    }

    [Fact]
    public async Task Nothing_goes_to_a_station_that_is_not_there_or_speaks_another_version()
    {
        await using var csms = new CsmsHarness();
        (await csms.Server.RequestAsync(Id, Stop, CancellationToken.None)).Kind.ShouldBe(CallOutcomeKind.NotConnected);
        await csms.ConnectAsync("CP1", OcppVersion.V201);
        (await csms.Server.RequestAsync(Id, Stop, CancellationToken.None)).Kind.ShouldBe(CallOutcomeKind.InvalidRequest);
        var bad = Encoding.UTF8.GetBytes("""{"transactionId":"a transaction id that has more than 36 characters"}""");
        (await csms.Server.RequestAsync(Id, OcppActions.For<RequestStopTransactionRequest>(), bad, CancellationToken.None))
            .Kind.ShouldBe(CallOutcomeKind.InvalidRequest);
    }
}
