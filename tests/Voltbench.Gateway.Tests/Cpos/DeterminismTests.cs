using System.Globalization;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Voltbench.Gateway.Tests.Chargers;
using Voltbench.Lab.Database;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Cpos;

/// <summary>Same template, seed, party and overrides: the same bytes in every table, but for ids of rows, owners and times.</summary>
public class DeterminismTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Theory]
    [InlineData("small-urban-ac", "2.2.1", 42, "DAA")]
    [InlineData("highway-dc", "2.1.1", 42, "DBB")]
    [InlineData("mixed-depot", "2.2.1", -7, "DCC")]
    [InlineData("retail-mixed", "2.1.1", 0, "DDD")]
    [InlineData("city-network", "2.2.1", 123456789012, "DEE")]
    public async Task Two_organizations_get_the_same(string template, string version, long seed, string party)
    {
        var wish = CpoApi.Wish(party, template).With("seed", seed).With("ocpi_version", version);
        var mine = await gateway.Client.ReadyCpoAsync(wish);
        var theirs = await gateway.OtherClient.ReadyCpoAsync(wish);
        var (one, other) = (await DumpAsync(mine, version), await DumpAsync(theirs, version));
        one.Count.ShouldBeGreaterThan(10);
        // Only what differs: thousands of rows are nothing to read.
        other.Except(one).ShouldBeEmpty();
        other.Count.ShouldBe(one.Count);

        var differs = await gateway.Client.ReadyCpoAsync(wish.With("seed", seed + 1));
        (await DumpAsync(differs, version)).SequenceEqual(one).ShouldBeFalse();
    }

    [Fact]
    public async Task The_same_again_in_the_same_organization_differs_by_its_party_alone()
    {
        var wish = CpoApi.Wish("SAM", "retail-mixed").With("seed", 5);
        var (first, second) = (await gateway.Client.ReadyCpoAsync(wish), await gateway.Client.ReadyCpoAsync(wish));
        second.Body.GetProperty("party").GetProperty("party_id").GetString().ShouldBe("SA1");
        // The seed of a charger follows from its identity.
        var expected = (await DumpAsync(first, "2.2.1")).Select(l => Unseeded(l).Replace("SAM", "SA1", StringComparison.Ordinal)).ToList();
        var made = (await DumpAsync(second, "2.2.1")).Select(Unseeded).ToList();
        made.Except(expected).ShouldBeEmpty();
        made.Count.ShouldBe(expected.Count);
    }

    private static string Unseeded(string row) => row.StartsWith("charger ", StringComparison.Ordinal) ? row[..row.LastIndexOf(' ')] : row;

    /// <summary>Every row of generated data as text, in a stable order.</summary>
    private async Task<IReadOnlyList<string>> DumpAsync(Reply created, string version)
    {
        var id = long.Parse(created.String("cpo_id"), CultureInfo.InvariantCulture);
        var v = version.Replace(".", "", StringComparison.Ordinal);
        await using var connection = await gateway.Services.GetRequiredService<LabDatabase>().OpenAsync(default);
        var rows = await connection.QueryAsync<string>(
            $"""
            select 'location ' || (to_jsonb(t) - 'partner_operation_id' - 'last_updated')::text from ocpp.ocpi{v}_locations t where partner_operation_id = @id
            union all
            select 'evse ' || (to_jsonb(t) - 'partner_operation_id' - 'last_updated' - 'status')::text from ocpp.ocpi{v}_evses t where partner_operation_id = @id
            union all
            select 'connector ' || (to_jsonb(t) - 'partner_operation_id' - 'last_updated')::text from ocpp.ocpi{v}_connectors t where partner_operation_id = @id
            union all
            select 'topology ' || (to_jsonb(t) - 'id' - 'partner_operation_id' - 'charger_id')::text from ocpp.ocpi_ocpp_topologies t where partner_operation_id = @id
            union all
            select 'tariff ' || ((body::jsonb) - 'last_updated')::text from ocpp.ocpi_tariffs t where partner_operation_id = @id
            union all
            select 'charger ' || concat_ws(' ', c.identity, c.name, c.brand_slug, c.model_slug, c.connector_type, c.ocpp_version, c.security_profile, c.behavior, c.seed)
            from ocpp.chargers c join ocpp.ocpi_locations l on l.ocpp_location_id = c.location_id and l.partner_operation_id = @id
            union all
            select 'site ' || (to_jsonb(o) - 'id' - 'seq' - 'organization_id' - 'slug' - 'created_at' - 'updated_at')::text
            from ocpp.locations o join ocpp.ocpi_locations l on l.ocpp_location_id = o.id and l.partner_operation_id = @id
            order by 1
            """,
            new { id });
        return rows.AsList();
    }
}
