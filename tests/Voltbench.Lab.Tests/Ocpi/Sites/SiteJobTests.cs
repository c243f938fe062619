using Voltbench.Lab.Ocpi.Sites;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.Ocpi.Sites;

/// <summary>Jobs that make locations, from their acceptance to their end.</summary>
public class SiteJobTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_job_makes_its_locations_and_is_ready_when_their_chargers_are_placed()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync();
        var plans = SiteHost.Plans(40);
        var id = await host.SubmitAsync(party, plans);
        await host.WaitUntilMadeAsync(id);
        var made = await host.ViewAsync(party, id);
        (made.Status, made.Locations, made.Chargers, made.LocationIds).ShouldBe(("PROVISIONING", new SiteProgress(40, 0, 0), new SiteProgress(80, 0, 0), null));

        await host.PlaceAsync(id);
        var ready = await host.ViewAsync(party, id);
        (ready.Status, ready.JobType, ready.Locations, ready.Chargers).ShouldBe(("READY", "create_locations", new SiteProgress(40, 40, 0), new SiteProgress(80, 80, 0)));
        ready.LocationIds.ShouldBe(plans.Select(p => p.Id));
        ready.ProvisionedAt.ShouldNotBeNull();
        (await host.ScalarAsync<long>("select count(distinct chunk) from ocpp.ocpi_job_items")).ShouldBeGreaterThan(4);
    }

    [Fact]
    public async Task A_CPO_follows_the_job_of_its_creation()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync();
        var id = await host.SubmitAsync(party, SiteHost.Plans(3), LocationJobWriter.CreateCpo, fires: false);
        (await StatusAsync(host, party.Id)).ShouldBe("PENDING");
        await host.RunAsync(id);
        (await StatusAsync(host, party.Id)).ShouldBe("PROVISIONING");
        await host.PlaceAsync(id);
        (await StatusAsync(host, party.Id)).ShouldBe("READY");
        (await host.ScalarAsync<bool>("select provisioned_at is not null and error is null from ocpp.partner_operations")).ShouldBeTrue();

        // A later bulk call says nothing of the CPO.
        var later = await host.SubmitAsync(party, SiteHost.Plans(3), fires: false);
        await host.RunAsync(later);
        (await host.ViewAsync(party, later)).Status.ShouldBe("FAILED", "all identities are taken");
        (await StatusAsync(host, party.Id)).ShouldBe("READY");
    }

    [Fact]
    public async Task A_CPO_of_which_nothing_can_be_made_has_failed()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        await host.OnInsertAsync("ocpi_ocpp_topologies", "raise exception 'never';");
        var party = await host.CreatePartyAsync();
        var id = await host.SubmitAsync(party, SiteHost.Plans(2), LocationJobWriter.CreateCpo);
        await host.WaitUntilMadeAsync(id);
        (await StatusAsync(host, party.Id)).ShouldBe("FAILED");
        (await host.ScalarAsync<string>("select error ->> 'code' from ocpp.partner_operations")).ShouldBe("all_locations_failed");
        (await host.ViewAsync(party, id)).Error.ShouldNotBeNull().ShouldContain("None of the 2 locations");
        (await host.CountAsync("chargers")).ShouldBe(0);
    }

    [Fact]
    public async Task Nothing_is_made_for_a_CPO_that_is_deleted()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync();
        var id = await host.SubmitAsync(party, SiteHost.Plans(2), fires: false);
        await host.ExecuteAsync("update ocpp.partner_operations set deleted_at = now()");
        await host.RunAsync(id);
        var failed = await host.ViewAsync(party, id);
        failed.Status.ShouldBe("FAILED");
        failed.Refused.ShouldNotBeNull().ShouldAllBe(r => r.Error.Contains("deleted"));
        (await host.CountAsync("ocpi_locations")).ShouldBe(0);
    }

    [Fact]
    public async Task A_final_job_holds_no_key_any_more()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var id = await host.SubmitAsync(await host.CreatePartyAsync(), SiteHost.Plans(2), fires: false);
        (await host.ScalarAsync<string>("select string_agg(plan::text, '') from ocpp.ocpi_job_items")).ShouldNotBeNull().ShouldContain("topsecret");
        await host.RunAsync(id);
        (await host.ScalarAsync<string>("select string_agg(plan::text, '') from ocpp.ocpi_job_items")).ShouldBe("nullnull");
        (await host.ScalarAsync<long>("select count(*) from ocpp.chargers where authorization_key = 'topsecret' and security_profile = 1")).ShouldBe(4);
    }

    [Fact]
    public async Task Nothing_is_left_of_a_job_that_is_rolled_back()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync();
        await using (var connection = await host.Database.OpenAsync(default))
        {
            await using var transaction = await connection.BeginTransactionAsync();
            using var accepted = await host.Get<LocationJobWriter>().WriteAsync(transaction, party, SiteHost.Plans(3), LocationJobWriter.CreateLocations, default);
            await transaction.RollbackAsync();
        }

        foreach (var table in (string[])["ocpp.jobs", "ocpp.ocpi_job_items", "public.qrtz_triggers"])
            (await host.ScalarAsync<long>($"select count(*) from {table}")).ShouldBe(0, table);
    }

    [Fact]
    public async Task Other_organizations_and_CPOs_do_not_see_a_job()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync();
        var id = await host.SubmitAsync(party, SiteHost.Plans(1), fires: false);
        var reader = host.Get<SiteJobReader>();
        (await reader.FindAsync(party.OrganizationId, party.Id, id, default)).ShouldNotBeNull();
        (await reader.FindAsync(Guid.NewGuid(), party.Id, id, default)).ShouldBeNull();
        (await reader.FindAsync(party.OrganizationId, party.Id + 1, id, default)).ShouldBeNull();
    }

    private static Task<string?> StatusAsync(SiteHost host, long party) =>
        host.ScalarAsync<string>("select status from ocpp.partner_operations where id = @party", new { party });
}
