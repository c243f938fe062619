using Dapper;
using Voltbench.Lab.Chargers;
using Voltbench.Lab.Provisioning;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.Provisioning;

/// <summary>Bulk jobs from their acceptance to their end.</summary>
public class JobTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_job_makes_its_chargers_and_is_ready_when_they_are_placed()
    {
        await using var host = await ProvisioningHost.StartAsync(await postgres.CreateDatabaseAsync());
        var job = ProvisioningHost.Job(await host.CreateLocationAsync(), Enumerable.Range(0, 35).Select(i => $"CP-{i}"));
        var id = await host.SubmitAsync(job);
        await host.WaitUntilMadeAsync(id);

        var made = await host.WaitAsync(job, id, _ => true);
        (made.Status, made.Total, made.Done, made.Failed, made.Created).ShouldBe(("PROVISIONING", 35, 0, 0, null));
        var keys = await host.KeysAsync(id);
        keys.Count.ShouldBe(35);

        var progress = host.Get<ProvisioningProgress>();
        await progress.MarkPlacedAsync([.. keys.Take(20)], default);
        await progress.MarkPlacedAsync([.. keys.Take(20), 999_999], default);
        (await host.WaitAsync(job, id, _ => true)).Done.ShouldBe(20);
        await progress.MarkPlacedAsync([.. keys.Skip(20)], default);

        var ready = await host.WaitAsync(job, id, _ => true);
        (ready.Status, ready.Done, ready.Failed).ShouldBe(("READY", 35, 0));
        ready.ProvisionedAt.ShouldNotBeNull();
        ready.Created.ShouldNotBeNull().ShouldBe(job.Items.Select(i => new CreatedCharger(i.ChargerId, i.Identity)));
        ready.Refused.ShouldBeEmpty();
        (await host.ScalarAsync<long>("select count(*) from ocpp.chargers where status = 'READY' and provisioned_at is not null")).ShouldBe(35);
    }

    [Fact]
    public async Task A_charger_carries_what_its_template_says()
    {
        await using var host = await ProvisioningHost.StartAsync(await postgres.CreateDatabaseAsync());
        var job = ProvisioningHost.Job(await host.CreateLocationAsync(), Enumerable.Range(0, 20).Select(i => $"CP-{i}"));
        var id = await host.SubmitAsync(job);
        await host.WaitUntilMadeAsync(id);

        await using var connection = await host.Database.OpenAsync(default);
        var rows = (await connection.QueryAsync<(string Id, string Identity, int Shard, string Url, string Key, int Profile, string Run)>(
            "select id, identity, shard::integer, ws_url, authorization_key, security_profile::integer, workflow_run_id from ocpp.chargers")).AsList();
        rows.Count.ShouldBe(20);
        rows.ShouldAllBe(r => r.Shard == ChargerIds.ShardOf(r.Id) && r.Url == "ws://csms.example/ocpp" && r.Key == "topsecret" && r.Profile == 1);
        (await connection.QueryAsync<long>("select seed from ocpp.chargers")).ShouldBeUnique();
        rows.Select(r => r.Run).Distinct().ShouldHaveSingleItem().ShouldStartWith("wfr_");
        (await connection.QueryAsync<int>("select distinct shard::integer from ocpp.chargers")).Count().ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Nothing_is_left_of_a_job_that_is_rolled_back()
    {
        await using var host = await ProvisioningHost.StartAsync(await postgres.CreateDatabaseAsync());
        var job = ProvisioningHost.Job(await host.CreateLocationAsync(), "A", "B");
        await using (var connection = await host.Database.OpenAsync(default))
        {
            await using var transaction = await connection.BeginTransactionAsync();
            using var accepted = await host.Get<JobWriter>().WriteAsync(transaction, job, default);
            (await connection.ExecuteScalarAsync<long>("select count(*) from public.qrtz_triggers")).ShouldBe(1);
            await transaction.RollbackAsync();
        }

        foreach (var table in (string[])["ocpp.jobs", "ocpp.job_items", "ocpp.chargers", "public.qrtz_triggers"])
            (await host.ScalarAsync<long>($"select count(*) from {table}")).ShouldBe(0, table);
    }

    [Fact]
    public async Task A_taken_identity_fails_its_charger_only()
    {
        await using var host = await ProvisioningHost.StartAsync(await postgres.CreateDatabaseAsync());
        var at = await host.CreateLocationAsync();
        var first = ProvisioningHost.Job(at, "A", "B");
        await host.WaitUntilMadeAsync(await host.SubmitAsync(first));
        var second = ProvisioningHost.Job(at, "B", "C");
        var id = await host.SubmitAsync(second);
        await host.WaitUntilMadeAsync(id);
        await host.Get<ProvisioningProgress>().MarkPlacedAsync(await host.KeysAsync(id), default);

        var ready = await host.WaitAsync(second, id, j => j.IsFinal);
        (ready.Status, ready.Done, ready.Failed).ShouldBe(("READY", 1, 1));
        ready.Created.ShouldHaveSingleItem().Identity.ShouldBe("C");
        ready.Refused.ShouldHaveSingleItem().Error.ShouldContain("taken");
    }

    [Fact]
    public async Task The_same_identity_is_free_in_another_organization()
    {
        await using var host = await ProvisioningHost.StartAsync(await postgres.CreateDatabaseAsync());
        await host.WaitUntilMadeAsync(await host.SubmitAsync(ProvisioningHost.Job(await host.CreateLocationAsync(), "A")));
        var id = await host.SubmitAsync(ProvisioningHost.Job(await host.CreateLocationAsync(), "A"));
        await host.WaitUntilMadeAsync(id);
        (await host.KeysAsync(id)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_job_of_which_nothing_can_be_made_has_failed()
    {
        await using var host = await ProvisioningHost.StartAsync(await postgres.CreateDatabaseAsync());
        var job = ProvisioningHost.Job(await host.CreateLocationAsync(), "a b");
        job = job with { Items = [job.Items[0] with { Error = "malformed" }] };
        var failed = await host.WaitAsync(job, await host.SubmitAsync(job), j => j.IsFinal);
        (failed.Status, failed.Failed, failed.ProvisionedAt).ShouldBe(("FAILED", 1, null));
        failed.Error.ShouldNotBeNull().ShouldContain("\"retryable\": false");
        failed.Refused.ShouldHaveSingleItem().ShouldBe(new RefusedCharger("a b", "malformed"));
    }

    [Fact]
    public async Task A_job_whose_location_goes_has_failed()
    {
        await using var host = await ProvisioningHost.StartAsync(await postgres.CreateDatabaseAsync());
        var job = ProvisioningHost.Job(await host.CreateLocationAsync(), "A", "B");
        var id = await host.StoreWithoutFiringAsync(job);
        await host.ScalarAsync<int>("delete from ocpp.locations");
        await host.Get<ChunkStep>().RunAsync(id, 0, default);
        var failed = await host.WaitAsync(job, id, _ => true);
        failed.Status.ShouldBe("FAILED");
        failed.Refused.ShouldNotBeNull().ShouldAllBe(r => r.Error.Contains("location"));
    }

    [Fact]
    public async Task A_job_ends_although_a_charger_is_deleted_before_it_was_placed()
    {
        await using var host = await ProvisioningHost.StartAsync(await postgres.CreateDatabaseAsync());
        var job = ProvisioningHost.Job(await host.CreateLocationAsync(), "A", "B");
        var id = await host.SubmitAsync(job);
        await host.WaitUntilMadeAsync(id);
        await host.Get<ProvisioningProgress>().MarkPlacedAsync([(await host.KeysAsync(id))[0]], default);
        await host.ScalarAsync<int>("delete from ocpp.chargers where status = 'PROVISIONING'");
        (await host.WaitAsync(job, id, _ => true)).Status.ShouldBe("READY");
    }

    [Fact]
    public async Task A_final_job_holds_no_key_any_more()
    {
        await using var host = await ProvisioningHost.StartAsync(await postgres.CreateDatabaseAsync());
        var job = ProvisioningHost.Job(await host.CreateLocationAsync(), "A");
        var id = await host.SubmitAsync(job);
        await host.WaitUntilMadeAsync(id);
        (await host.ScalarAsync<string>("select request::text from ocpp.jobs")).ShouldNotBeNull().ShouldContain("topsecret");
        await host.Get<ProvisioningProgress>().MarkPlacedAsync(await host.KeysAsync(id), default);
        (await host.ScalarAsync<string>("select request::text from ocpp.jobs")).ShouldNotBeNull().ShouldNotContain("topsecret");
    }

    [Fact]
    public async Task Other_organizations_and_locations_do_not_see_a_job()
    {
        await using var host = await ProvisioningHost.StartAsync(await postgres.CreateDatabaseAsync());
        var job = ProvisioningHost.Job(await host.CreateLocationAsync(), "A");
        var id = await host.SubmitAsync(job);
        var reader = host.Get<JobReader>();
        (await reader.FindAsync(job.OrganizationId, job.LocationId, id, default)).ShouldNotBeNull();
        (await reader.FindAsync(Guid.NewGuid(), job.LocationId, id, default)).ShouldBeNull();
        (await reader.FindAsync(job.OrganizationId, Guid.NewGuid(), id, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Halves_that_are_placed_at_once_end_the_job()
    {
        await using var host = await ProvisioningHost.StartAsync(await postgres.CreateDatabaseAsync());
        var at = await host.CreateLocationAsync();
        var progress = host.Get<ProvisioningProgress>();
        for (var round = 0; round < 15; round++)
        {
            var job = ProvisioningHost.Job(at, Enumerable.Range(0, 20).Select(i => $"{round}-{i}"));
            var id = await host.SubmitAsync(job);
            await host.WaitUntilMadeAsync(id);
            var keys = await host.KeysAsync(id);
            await Task.WhenAll(keys.Chunk(5).Select(part => Task.Run(() => progress.MarkPlacedAsync(part, default))));
            (await host.ScalarAsync<string>("select status from ocpp.jobs where id = @id", new { id })).ShouldBe("READY");
        }
    }
}
