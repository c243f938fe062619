using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;

namespace Voltbench.Gateway.Tests.Csms;

/// <summary>Remote operations on a station that another gateway has.</summary>
public class OtherNodeTests(TwoGateways gateways) : IClassFixture<TwoGateways>
{
    [Theory]
    [InlineData("ocpp1.6", "remote-start", """{"id_tag":"TAG","connector_id":1}""", "RemoteStartTransaction", "Accepted")]
    [InlineData("ocpp2.0.1", "remote-start", """{"id_tag":"TAG"}""", "RequestStartTransaction", "Rejected")]
    [InlineData("ocpp1.6", "remote-stop", """{"transaction_id":"7"}""", "RemoteStopTransaction", "Accepted")]
    [InlineData("ocpp2.0.1", "remote-stop", """{"transaction_id":"X"}""", "RequestStopTransaction", "Accepted")]
    [InlineData("ocpp1.6", "unlock", """{"connector_id":2}""", "UnlockConnector", "UnlockFailed")]
    [InlineData("ocpp2.0.1", "unlock", """{"connector_id":2}""", "UnlockConnector", "Unlocked")]
    [InlineData("ocpp1.6", "reserve", """{"id_tag":"TAG","expiry_date":"2030-01-01T00:00:00Z"}""", "ReserveNow", "Occupied")]
    [InlineData("ocpp2.0.1", "reserve", """{"id_tag":"TAG","expiry_date":"2030-01-01T00:00:00Z","connector_id":1}""", "ReserveNow", "Accepted")]
    [InlineData("ocpp1.6", "cancel-reservation", """{"reservation_id":3}""", "CancelReservation", "Rejected")]
    public async Task Reaches_the_station_and_brings_the_answer(string subprotocol, string operation, string body, string action, string status)
    {
        await using var station = await gateways.ConnectThereAsync("THERE", subprotocol);
        var request = PostAsync($"csms/stations/THERE/{operation}", body);
        var call = await station.ReceiveAsync();
        call[2].GetString().ShouldBe(action);
        await station.SendAsync($$"""[3,"{{call[1].GetString()}}",{"status":"{{status}}"}]""");
        var answer = await request;
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString().ShouldBe(status);
        (await CallsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_station_that_nobody_has_is_404_and_one_that_says_nothing_504()
    {
        (await PostAsync("csms/stations/NOWHERE/remote-start", """{"id_tag":"TAG"}""")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await using var station = await gateways.ConnectThereAsync("SILENT", "ocpp1.6");
        (await PostAsync("csms/stations/SILENT/remote-start", """{"id_tag":"TAG"}""")).StatusCode.ShouldBe(HttpStatusCode.GatewayTimeout);
        (await CallsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Another_organization_reaches_nothing()
    {
        await using var station = await gateways.ConnectThereAsync("MINE", "ocpp1.6");
        var answer = await gateways.OtherClient.PostAsJsonAsync("csms/stations/MINE/remote-start", new { id_tag = "T" });
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private Task<HttpResponseMessage> PostAsync(string path, string body) =>
        gateways.Client.PostAsync(path, new StringContent(body, null, "application/json"));

    private async Task<long> CallsAsync()
    {
        await using var database = NpgsqlDataSource.Create(gateways.ConnectionString);
        await using var command = database.CreateCommand("select count(*) from ocpp.csms_calls");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
