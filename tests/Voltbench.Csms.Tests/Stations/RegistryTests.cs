using Voltbench.Ocpp;

namespace Voltbench.Csms.Tests.Stations;

public class RegistryTests
{
    [Fact]
    public async Task The_newest_connection_of_a_station_counts()
    {
        await using var csms = new CsmsHarness();
        var first = await csms.ConnectAsync("CP1", OcppVersion.V16);
        await first.CallAsync("Heartbeat", "{}");
        var second = await csms.ConnectAsync("CP1", OcppVersion.V201);
        var (code, reason) = await first.ReceiveCloseAsync();
        code.ShouldBe(1008);
        reason.ShouldBe("replaced by a newer connection of this station");
        await first.DisposeAsync();

        await second.CallAsync("Heartbeat", "{}");
        csms.Server.Find(CsmsHarness.Id("CP1"))!.Version.ShouldBe(OcppVersion.V201, "the end of the first does not remove the second");
        csms.Server.List(CsmsHarness.Organization, 0, 10, out var total).ShouldHaveSingleItem();
        total.ShouldBe(1);
    }

    [Fact]
    public async Task Organizations_never_meet()
    {
        await using var csms = new CsmsHarness();
        var other = new StationId(Guid.NewGuid(), "CP1");
        var mine = await csms.ConnectAsync("CP1", OcppVersion.V16);
        var theirs = await csms.ConnectAsync(other, OcppVersion.V201);
        await mine.CallAsync("Heartbeat", "{}");
        await theirs.CallAsync("Heartbeat", "{}");

        csms.Server.Find(CsmsHarness.Id("CP1"))!.Version.ShouldBe(OcppVersion.V16);
        csms.Server.Find(other)!.Version.ShouldBe(OcppVersion.V201);
        csms.Server.List(other.OrganizationId, 0, 10, out _).Single().Id.ShouldBe(other);
        csms.Server.List(Guid.NewGuid(), 0, 10, out var none).ShouldBeEmpty();
        none.ShouldBe(0);

        // Another organization's transaction number is no transaction of this station.
        var number = (await mine.CallAsync("StartTransaction", """{"connectorId":1,"idTag":"T","meterStart":0,"timestamp":"2026-01-01T00:00:00Z"}"""))[2].GetProperty("transactionId").GetInt32();
        var intruder = await csms.ConnectAsync(new StationId(other.OrganizationId, "CP2"), OcppVersion.V16);
        await intruder.CallAsync("StopTransaction", $$"""{"transactionId":{{number}},"meterStop":9,"timestamp":"2026-01-01T00:00:00Z"}""");
        csms.Store.Transactions.Single().StoppedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_station_that_leaves_is_gone()
    {
        await using var csms = new CsmsHarness();
        var station = await csms.ConnectAsync("CP1", OcppVersion.V16);
        await station.CallAsync("Heartbeat", "{}");
        await station.DisposeAsync();
        await csms.UntilAsync(s => s.Find(CsmsHarness.Id("CP1")) is null);
    }

    [Fact]
    public async Task Pages_are_in_the_order_of_identities()
    {
        await using var csms = new CsmsHarness();
        foreach (var identity in (string[])["C", "A", "B", "b"])
            await (await csms.ConnectAsync(identity, OcppVersion.V16)).CallAsync("Heartbeat", "{}");
        csms.Server.List(CsmsHarness.Organization, 1, 2, out var total).Select(s => s.Id.Identity).ShouldBe(["B", "C"]);
        total.ShouldBe(4);
        csms.Server.List(CsmsHarness.Organization, 4, 2, out _).ShouldBeEmpty();
    }

    [Fact]
    public async Task All_are_told_when_the_server_stops()
    {
        await using var csms = new CsmsHarness();
        var station = await csms.ConnectAsync("CP1", OcppVersion.V16);
        await station.CallAsync("Heartbeat", "{}");
        csms.Server.CloseAll();
        (await station.ReceiveCloseAsync()).Code.ShouldBe(1001);
    }
}
