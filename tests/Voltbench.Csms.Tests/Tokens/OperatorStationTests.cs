using System.Globalization;
using Voltbench.Ocpp;

namespace Voltbench.Csms.Tests.Tokens;

/// <summary>Stations that belong to an operator: their tokens are asked for, and what they tell of transactions is kept.</summary>
public class OperatorStationTests
{
    private const long Operator = 7;

    private static readonly TokenGrant Grant = new(3, TokenMethod.Whitelist, "ref", """{"uid":"T"}""");

    public static TheoryData<OcppVersion, TokenStatus, string> Statuses() => new()
    {
        { OcppVersion.V16, TokenStatus.Accepted, "Accepted" },
        { OcppVersion.V16, TokenStatus.Blocked, "Blocked" },
        { OcppVersion.V16, TokenStatus.Expired, "Expired" },
        { OcppVersion.V16, TokenStatus.ConcurrentTx, "ConcurrentTx" },
        { OcppVersion.V16, TokenStatus.Invalid, "Invalid" },
        { OcppVersion.V16, TokenStatus.Unknown, "Invalid" },
        { OcppVersion.V16, TokenStatus.NoCredit, "Blocked" },
        { OcppVersion.V16, TokenStatus.NotAtThisLocation, "Blocked" },
        { OcppVersion.V201, TokenStatus.Accepted, "Accepted" },
        { OcppVersion.V201, TokenStatus.Unknown, "Unknown" },
        { OcppVersion.V201, TokenStatus.NoCredit, "NoCredit" },
        { OcppVersion.V201, TokenStatus.NotAtThisLocation, "NotAtThisLocation" },
    };

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task The_authority_decides_in_the_words_of_the_version(OcppVersion version, TokenStatus status, string word)
    {
        await using var csms = new CsmsHarness(new CsmsOptions { Tokens = new Dictionary<string, TokenStatus> { ["T"] = TokenStatus.ConcurrentTx } });
        csms.Tokens.Answer = (_, _) => ValueTask.FromResult(new TokenVerdict(status, "GROUP", new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        var station = await csms.ConnectAsync(CsmsHarness.Id("CP1"), version, Operator);
        var (request, info) = version == OcppVersion.V16
            ? ("""{"idTag":"T"}""", "idTagInfo")
            : ("""{"idToken":{"idToken":"T","type":"eMAID"}}""", "idTokenInfo");
        var answer = (await station.CallAsync("Authorize", request))[2].GetProperty(info);
        answer.GetProperty("status").GetString().ShouldBe(word);
        answer.GetRawText().ShouldContain("GROUP");
        answer.GetRawText().ShouldContain("2027-01-01T00:00:00");
        csms.Tokens.Questions.ShouldHaveSingleItem().ShouldBe(new TokenQuestion(CsmsHarness.Id("CP1"), Operator, "T", TokenPurpose.Authorize)
        {
            TokenType = version == OcppVersion.V16 ? null : "eMAID",
        });
    }

    [Theory]
    [InlineData(TokenStatus.Accepted)]
    [InlineData(TokenStatus.Invalid)]
    public async Task A_start_is_stored_with_who_pays_whatever_the_token_is_worth(TokenStatus status)
    {
        await using var csms = new CsmsHarness();
        csms.Tokens.Answer = (_, _) => ValueTask.FromResult(new TokenVerdict(status) { Grant = Grant });
        var station = await csms.ConnectAsync(CsmsHarness.Id("CP1"), OcppVersion.V16, Operator);
        var answer = (await station.CallAsync("StartTransaction", """{"connectorId":2,"idTag":"T","meterStart":10,"reservationId":5,"timestamp":"2026-01-01T00:00:00Z"}"""))[2];
        answer.GetProperty("idTagInfo").GetProperty("status").GetString().ShouldBe(status.ToString());
        answer.GetProperty("transactionId").GetInt32().ShouldBePositive();
        csms.Store.Log.OfType<TransactionStart>().ShouldHaveSingleItem().Owner.ShouldBe(new TransactionOwner(Operator, Grant, 5));
        var question = csms.Tokens.Questions.ShouldHaveSingleItem();
        (question.Purpose, question.ConnectorId, question.ReservationId).ShouldBe((TokenPurpose.Start, 2, 5));
    }

    [Fact]
    public async Task An_authority_that_does_not_answer_refuses_in_time_and_the_start_is_stored()
    {
        await using var csms = new CsmsHarness(new CsmsOptions { TokenTimeout = TimeSpan.FromMilliseconds(100) });
        csms.Tokens.Answer = static async (_, _) => await new TaskCompletionSource<TokenVerdict>().Task; // not even when it is told to stop
        var station = await csms.ConnectAsync(CsmsHarness.Id("CP1"), OcppVersion.V16, Operator);
        var answer = (await station.CallAsync("StartTransaction", """{"connectorId":1,"idTag":"T","meterStart":10,"timestamp":"2026-01-01T00:00:00Z"}"""))[2];
        answer.GetProperty("idTagInfo").GetProperty("status").GetString().ShouldBe("Invalid");
        csms.Store.Log.OfType<TransactionStart>().ShouldHaveSingleItem().Owner.ShouldBe(new TransactionOwner(Operator, null));
        (await station.CallAsync("Heartbeat", "{}"))[0].GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task An_authority_that_fails_makes_the_station_send_it_again()
    {
        await using var csms = new CsmsHarness();
        csms.Tokens.Answer = (_, _) => throw new InvalidOperationException("no database");
        var station = await csms.ConnectAsync(CsmsHarness.Id("CP1"), OcppVersion.V16, Operator);
        (await station.CallAsync("Authorize", """{"idTag":"T"}"""))[2].GetString().ShouldBe("InternalError");
        csms.Tokens.Answer = (_, _) => ValueTask.FromResult(new TokenVerdict(TokenStatus.Accepted));
        (await station.CallAsync("Authorize", """{"idTag":"T"}"""))[0].GetInt32().ShouldBe(3);
    }

    [Theory]
    [InlineData(TokenMethod.AuthRequest, true)]
    [InlineData(TokenMethod.Whitelist, false)]
    public async Task What_a_peer_said_in_real_time_is_known_when_the_transaction_begins(TokenMethod method, bool known)
    {
        await using var csms = new CsmsHarness();
        var verdict = new TokenVerdict(TokenStatus.Accepted) { Grant = Grant with { Method = method } };
        csms.Tokens.Answer = (_, _) => ValueTask.FromResult(verdict);
        var station = await csms.ConnectAsync(CsmsHarness.Id("CP1"), OcppVersion.V16, Operator);
        await station.CallAsync("Authorize", """{"idTag":"Token"}""");
        await station.CallAsync("StartTransaction", """{"connectorId":1,"idTag":"TOKEN","meterStart":10,"timestamp":"2026-01-01T00:00:00Z"}""");
        await station.CallAsync("StartTransaction", """{"connectorId":2,"idTag":"other","meterStart":10,"timestamp":"2026-01-01T00:00:00Z"}""");
        csms.Tokens.Questions.Select(q => q.Earlier).ShouldBe([null, known ? verdict : null, null]);
    }

    [Fact]
    public async Task An_event_tells_token_place_and_remote_start()
    {
        await using var csms = new CsmsHarness();
        csms.Tokens.Answer = (_, _) => ValueTask.FromResult(new TokenVerdict(TokenStatus.Accepted) { Grant = Grant });
        var station = await csms.ConnectAsync(CsmsHarness.Id("CP1"), OcppVersion.V201, Operator);
        const string Started =
            """
            {"eventType":"Started","timestamp":"2026-01-01T00:00:00Z","triggerReason":"RemoteStart","seqNo":0,"reservationId":4,"evse":{"id":2,"connectorId":1},
             "idToken":{"idToken":"T","type":"Central"},"transactionInfo":{"transactionId":"X","chargingState":"Charging","remoteStartId":9},
             "meterValue":[{"timestamp":"2026-01-01T00:00:00Z","sampledValue":[{"value":1.5,"unitOfMeasure":{"unit":"kWh"}}]}]}
            """;
        (await station.CallAsync("TransactionEvent", Started))[2].GetProperty("idTokenInfo").GetProperty("status").GetString().ShouldBe("Accepted");
        csms.Tokens.Questions.ShouldHaveSingleItem().ShouldBe(new TokenQuestion(CsmsHarness.Id("CP1"), Operator, "T", TokenPurpose.Start)
        {
            TokenType = "Central", EvseId = 2, ConnectorId = 1, RemoteStartId = 9, ReservationId = 4, TransactionId = "X",
        });
        var change = csms.Store.Log.OfType<TransactionChange>().ShouldHaveSingleItem();
        change.Owner.ShouldBe(new TransactionOwner(Operator, Grant, 4, 9));
        change.Samples.ShouldBe([new TransactionSample(At(0), 1500, null, null, "Charging")]);
    }

    [Fact]
    public async Task Where_nobody_authorizes_nobody_is_asked()
    {
        await using var csms = new CsmsHarness();
        var station = await csms.ConnectAsync(CsmsHarness.Id("CP1"), OcppVersion.V201, Operator);
        var answer = (await station.CallAsync("Authorize", """{"idToken":{"idToken":"","type":"NoAuthorization"}}"""))[2];
        answer.GetProperty("idTokenInfo").GetProperty("status").GetString().ShouldBe("Accepted");
        csms.Tokens.Questions.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Charging", "Charging")]
    [InlineData("SuspendedEV", "SuspendedEV")]
    [InlineData("SuspendedEVSE", "SuspendedEVSE")]
    [InlineData("Finishing", "EVConnected")]
    [InlineData("Available", null)]
    public async Task The_status_of_a_connector_is_the_charging_state_of_1_6(string status, string? state)
    {
        await using var csms = new CsmsHarness();
        foreach (var (identity, owner) in new (string, long?)[] { ("CP1", Operator), ("CP2", null) })
        {
            var station = await csms.ConnectAsync(CsmsHarness.Id(identity), OcppVersion.V16, owner);
            foreach (var connector in (int[])[0, 2])
            {
                (await station.CallAsync("StatusNotification", $$"""{"connectorId":{{connector}},"errorCode":"NoError","status":"{{(connector == 0 ? "Available" : status)}}","timestamp":"2026-01-01T00:00:03Z"}"""))[0]
                    .GetInt32().ShouldBe(3);
            }
        }

        csms.Store.Log.ShouldBe(state is null ? [] : [(2, state, At(3))]);
    }

    public static TheoryData<string, string, TransactionSample?> Readings() => new()
    {
        { OcppVersion.V16.ToString(), """{"value":"10"}""", new TransactionSample(At(0), 10, null, null, null) },
        { OcppVersion.V16.ToString(), """{"value":"1.5","unit":"kWh","measurand":"Energy.Active.Import.Register"}""", new TransactionSample(At(0), 1500, null, null, null) },
        { OcppVersion.V16.ToString(), """{"value":"7.4","unit":"kW","measurand":"Power.Active.Import"},{"value":"5","measurand":"Current.Import","phase":"L1"},{"value":"6","measurand":"Current.Import","phase":"L2"}""", new TransactionSample(At(0), null, 7400, 11, null) },
        { OcppVersion.V16.ToString(), """{"value":"100","measurand":"Power.Active.Import","phase":"L1"},{"value":"230","measurand":"Power.Active.Import"}""", new TransactionSample(At(0), null, 230, null, null) },
        { OcppVersion.V16.ToString(), """{"value":"100","measurand":"Power.Active.Import","location":"EV"},{"value":"1","measurand":"Current.Import","phase":"N"},{"value":"NaN"},{"value":"AA","format":"SignedData"}""", null },
        { OcppVersion.V201.ToString(), """{"value":10}""", new TransactionSample(At(0), 10, null, null, null) },
        { OcppVersion.V201.ToString(), """{"value":74,"unitOfMeasure":{"unit":"W","multiplier":2},"measurand":"Power.Active.Import"},{"value":5,"measurand":"Current.Import","phase":"L1-N"},{"value":6,"measurand":"Current.Import","phase":"L2-N"}""", new TransactionSample(At(0), null, 7400, 11, null) },
        { OcppVersion.V201.ToString(), """{"value":10,"location":"Inlet"},{"value":80,"measurand":"SoC"}""", null },
    };

    [Theory]
    [MemberData(nameof(Readings))]
    public async Task Readings_become_samples(string version, string values, TransactionSample? sample)
    {
        await using var csms = new CsmsHarness();
        var meterValue = $$"""[{"timestamp":"2026-01-01T00:00:00.0000004Z","sampledValue":[{{values}}]}]""";
        if (version == nameof(OcppVersion.V16))
        {
            var station = await csms.ConnectAsync(CsmsHarness.Id("CP1"), OcppVersion.V16, Operator);
            (await station.CallAsync("MeterValues", $$"""{"connectorId":1,"transactionId":1,"meterValue":{{meterValue}}}"""))[0].GetInt32().ShouldBe(3);
            csms.Store.Log.ShouldBe(sample is null ? [] : [sample]);
            await station.CallAsync("StopTransaction", $$"""{"transactionId":1,"meterStop":0,"timestamp":"2026-01-01T00:00:00Z","transactionData":{{meterValue}}}""");
            csms.Store.Log.OfType<TransactionStop>().Single().Samples.ShouldBe(sample is null ? [] : [sample]);
        }
        else
        {
            var station = await csms.ConnectAsync(CsmsHarness.Id("CP1"), OcppVersion.V201, Operator);
            await station.CallAsync(
                "TransactionEvent",
                $$"""{"eventType":"Updated","timestamp":"2026-01-01T00:00:00Z","triggerReason":"MeterValuePeriodic","seqNo":1,"transactionInfo":{"transactionId":"X"},"meterValue":{{meterValue}}}""");
            csms.Store.Log.OfType<TransactionChange>().Single().Samples.ShouldBe(sample is null ? [] : [sample]);
        }
    }

    [Fact]
    public async Task A_station_of_nobody_keeps_no_samples_and_asks_nobody()
    {
        await using var csms = new CsmsHarness();
        var station = await csms.ConnectAsync("CP1", OcppVersion.V16);
        var number = (await station.CallAsync("StartTransaction", """{"connectorId":1,"idTag":"T","meterStart":10,"timestamp":"2026-01-01T00:00:00Z"}"""))[2].GetProperty("transactionId").GetInt32();
        await station.CallAsync("MeterValues", string.Create(CultureInfo.InvariantCulture, $$"""{"connectorId":1,"transactionId":{{number}},"meterValue":[{"timestamp":"2026-01-01T00:00:00Z","sampledValue":[{"value":"20"}]}]}"""));
        csms.Tokens.Questions.ShouldBeEmpty();
        csms.Store.Log.ShouldHaveSingleItem().ShouldBeOfType<TransactionStart>().Owner.ShouldBeNull();
    }

    [Theory]
    [InlineData("Expired", ReservationEnd.Expired)]
    [InlineData("Removed", ReservationEnd.Removed)]
    public async Task The_end_of_a_reservation_is_kept(string word, ReservationEnd end)
    {
        await using var csms = new CsmsHarness();
        var station = await csms.ConnectAsync(CsmsHarness.Id("CP1"), OcppVersion.V201, Operator);
        await station.CallAsync("ReservationStatusUpdate", $$"""{"reservationId":4,"reservationUpdateStatus":"{{word}}"}""");
        csms.Store.Log.ShouldBe([(4, end)]);
    }

    private static DateTimeOffset At(int seconds) => new(2026, 1, 1, 0, 0, seconds, TimeSpan.Zero);
}
