using Npgsql;
using Voltbench.Ocpi;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;

namespace Voltbench.Gateway.Tests.OcpiOutbox;

/// <summary>With <c>Ocpi:Outbox:PushOnRegistration</c> a peer need not pull first.</summary>
public sealed class FirstPushTests(FirstPushTests.EagerGateway gateway) : IClassFixture<FirstPushTests.EagerGateway>
{
    [Fact]
    public async Task A_peer_that_registers_is_sent_everything()
    {
        await using var peer = await FakePeer.StartAsync(OcpiVersion.V221);
        var party = await TestParty.CreateAsync(gateway, OcpiVersion.V221);
        await using var database = NpgsqlDataSource.Create(gateway.ConnectionString);
        await using var insert = database.CreateCommand(
            $"insert into ocpp.ocpi_tariffs (partner_operation_id, id, body, last_updated) select {party.Id}, 'T' || i, '{{}}', now() from generate_series(1, 3) i");
        await insert.ExecuteNonQueryAsync();

        await peer.RegisterAsync(party);

        for (var i = 0; Pushed().Length < 3; i++)
        {
            i.ShouldBeLessThan(1000);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        Pushed().ShouldBe([.. Enumerable.Range(1, 3).Select(i => $"/tariffs/{party.CountryCode}/{party.PartyId}/T{i}")], ignoreOrder: true);

        string[] Pushed() => [.. peer.Requests.Where(r => r.Method == "PUT" && r.Path.StartsWith("/tariffs/")).Select(r => r.Path).Distinct()];
    }

    public sealed class EagerGateway(PostgresFixture postgres) : GatewayFixture(postgres)
    {
        protected override bool JudgesOcpi => false;

        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Ocpi:Outbox:PushOnRegistration", "true")];
    }
}
