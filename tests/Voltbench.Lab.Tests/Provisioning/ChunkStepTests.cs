using Dapper;
using Npgsql;
using Voltbench.Lab.Provisioning;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.Provisioning;

/// <summary>A step may run twice, at once or after it was cut off, and what one charger does to it is that charger's affair.</summary>
public class ChunkStepTests(PostgresFixture postgres)
{
    private const string Rows = "select string_agg(to_jsonb(c)::text, ';' order by id) from (select * from ocpp.chargers) c";

    private static readonly string[] Identities = [.. Enumerable.Range(0, 30).Select(i => $"CP-{i}")];

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await using var host = await ProvisioningHost.StartAsync(await postgres.CreateDatabaseAsync());
        var id = await host.StoreWithoutFiringAsync(ProvisioningHost.Job(await host.CreateLocationAsync(), Identities));
        await host.Get<ChunkStep>().RunAsync(id, 0, default);
        var once = await host.ScalarAsync<string>(Rows);
        await host.Get<ChunkStep>().RunAsync(id, 0, default);
        (await host.ScalarAsync<string>(Rows)).ShouldBe(once);
        (await host.KeysAsync(id)).Count.ShouldBe(30);
        (await host.ScalarAsync<int>("select max(attempts) from ocpp.job_items")).ShouldBe(1);
    }

    [Fact]
    public async Task Runs_at_once_make_each_charger_once()
    {
        await using var host = await ProvisioningHost.StartAsync(await postgres.CreateDatabaseAsync());
        var id = await host.StoreWithoutFiringAsync(ProvisioningHost.Job(await host.CreateLocationAsync(), Identities));
        var step = host.Get<ChunkStep>();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => step.RunAsync(id, 0, default))));
        (await host.KeysAsync(id)).Count.ShouldBe(30);
        (await host.ScalarAsync<long>("select count(*) from ocpp.job_items where status = 'DONE' and attempts = 1")).ShouldBe(30);
    }

    [Fact]
    public async Task Work_done_before_its_mark_was_lost_is_found_again()
    {
        await using var host = await ProvisioningHost.StartAsync(await postgres.CreateDatabaseAsync());
        var id = await host.StoreWithoutFiringAsync(ProvisioningHost.Job(await host.CreateLocationAsync(), Identities));
        var step = host.Get<ChunkStep>();
        await step.RunAsync(id, 0, default);
        var once = await host.ScalarAsync<string>(Rows);
        await host.ScalarAsync<int>("update ocpp.job_items set status = 'PENDING'");
        await step.RunAsync(id, 0, default);
        (await host.ScalarAsync<string>(Rows)).ShouldBe(once);
        (await host.ScalarAsync<long>("select count(*) from ocpp.job_items where status = 'DONE'")).ShouldBe(30);
    }

    [Fact]
    public async Task A_step_that_is_cut_off_leaves_nothing_and_is_fired_again()
    {
        await using var host = await ProvisioningHost.StartAsync(await postgres.CreateDatabaseAsync());
        // The connection dies in the middle of the first two attempts. A sequence survives the rollback.
        await OnInsertAsync(host, "if new.identity = 'CP-15' and nextval('attempts') <= 2 then perform pg_terminate_backend(pg_backend_pid()); end if;");
        var job = ProvisioningHost.Job(await host.CreateLocationAsync(), Identities);
        var id = await host.SubmitAsync(job);
        await host.WaitUntilMadeAsync(id);
        (await host.KeysAsync(id)).Count.ShouldBe(30);
        (await host.ScalarAsync<long>("select last_value from attempts")).ShouldBe(3);
        (await host.ScalarAsync<int>("select max(attempts) from ocpp.job_items")).ShouldBe(1);
    }

    [Fact]
    public async Task A_charger_that_is_refused_for_a_while_is_tried_again()
    {
        await using var host = await ProvisioningHost.StartAsync(await postgres.CreateDatabaseAsync());
        // Each failing round asks twice: with the whole chunk, then for the charger alone.
        await OnInsertAsync(host, "if new.identity = 'CP-5' and nextval('attempts') <= 4 then raise exception 'not yet'; end if;");
        var job = ProvisioningHost.Job(await host.CreateLocationAsync(), Identities);
        var id = await host.SubmitAsync(job);
        await host.WaitUntilMadeAsync(id);
        (await host.KeysAsync(id)).Count.ShouldBe(30);
        (await host.ScalarAsync<int>("select attempts from ocpp.job_items where identity = 'CP-5'")).ShouldBe(3);
    }

    [Fact]
    public async Task A_poisoned_charger_is_given_up_and_the_others_are_made()
    {
        await using var host = await ProvisioningHost.StartAsync(await postgres.CreateDatabaseAsync());
        await OnInsertAsync(host, "if new.identity in ('CP-5', 'CP-25') then raise exception 'secret of the row'; end if;");
        var job = ProvisioningHost.Job(await host.CreateLocationAsync(), Identities);
        var id = await host.SubmitAsync(job);
        await host.WaitUntilMadeAsync(id);
        await host.Get<ProvisioningProgress>().MarkPlacedAsync(await host.KeysAsync(id), default);
        var ready = await host.WaitAsync(job, id, j => j.IsFinal);
        (ready.Status, ready.Done, ready.Failed).ShouldBe(("READY", 28, 2));
        ready.Refused.ShouldNotBeNull().Select(r => r.Identity).ShouldBe(["CP-5", "CP-25"]);
        ready.Refused.ShouldAllBe(r => r.Error.Contains("3 attempts") && !r.Error.Contains("secret"));
    }

    [Fact]
    public async Task The_fleet_is_told_with_the_commit()
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var host = await ProvisioningHost.StartAsync(connectionString);
        await using var listener = new NpgsqlConnection(connectionString);
        await listener.OpenAsync();
        var heard = new List<string>();
        listener.Notification += (_, e) => heard.Add(e.Payload);
        await listener.ExecuteAsync("listen voltbench_fleet");
        var id = await host.StoreWithoutFiringAsync(ProvisioningHost.Job(await host.CreateLocationAsync(), "A"));
        await host.Get<ChunkStep>().RunAsync(id, 0, default);
        (await listener.WaitAsync(TimeSpan.FromSeconds(10))).ShouldBeTrue();
        heard.ShouldBe([$"job:{id}"]);
    }

    private static async Task OnInsertAsync(ProvisioningHost host, string body)
    {
        await using var connection = await host.Database.OpenAsync(default);
        await connection.ExecuteAsync(
            $"""
            create sequence attempts;
            create function on_insert() returns trigger language plpgsql as $$ begin {body} return new; end $$;
            create trigger on_insert before insert on ocpp.chargers for each row execute function on_insert();
            """);
    }
}
