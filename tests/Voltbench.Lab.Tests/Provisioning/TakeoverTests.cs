using Dapper;
using Npgsql;
using Voltbench.Lab.Provisioning;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.Provisioning;

/// <summary>Of two gateways on a database one is cut off in the middle of a job.</summary>
public class TakeoverTests(PostgresFixture postgres)
{
    private const int Gate = 4711;

    /// <summary>Another gateway takes over after the check-in was missed; one that comes back under the lost one's name does not wait for that.</summary>
    [Theory]
    [InlineData("heir", 0.2)]
    [InlineData("lost", 3600)]
    public async Task What_a_lost_gateway_began_is_finished(string heirName, double checkinSeconds)
    {
        var options = (string name) =>
        {
            var result = ProvisioningHost.Options(name);
            (result.CheckinInterval, result.CheckinGrace) = (TimeSpan.FromSeconds(checkinSeconds), TimeSpan.FromSeconds(checkinSeconds * 2));
            return result;
        };
        var admin = await postgres.CreateDatabaseAsync();
        var role = "node_" + Guid.NewGuid().ToString("N")[..8];
        await using var connection = new NpgsqlConnection(admin);
        await connection.OpenAsync();
        // A gateway with a database user of its own can be cut off without touching the process: the partition that a kill is for the others.
        await connection.ExecuteAsync(
            $"""
            create role {role} login superuser;
            create function hold() returns trigger language plpgsql as $$ begin
                if current_user = '{role}' and new.identity = 'CP-15' then perform pg_advisory_xact_lock({Gate}); end if; return new; end $$;
            create trigger hold before insert on ocpp.chargers for each row execute function hold();
            select pg_advisory_lock({Gate});
            """);
        var lost = await ProvisioningHost.StartAsync(
            new NpgsqlConnectionStringBuilder(admin) { Username = role }.ConnectionString, options("lost"));
        try
        {
            var job = ProvisioningHost.Job(await lost.CreateLocationAsync(), Enumerable.Range(0, 40).Select(i => $"CP-{i}"));
            var id = await lost.SubmitAsync(job);
            await UntilAsync(connection, $"select exists (select from pg_stat_activity where usename = '{role}' and wait_event = 'advisory')");

            await connection.ExecuteAsync($"alter role {role} nologin");
            await connection.ExecuteAsync($"select pg_terminate_backend(pid) from pg_stat_activity where usename = '{role}'");
            await using var heir = await ProvisioningHost.StartAsync(admin, options(heirName));
            await heir.WaitUntilMadeAsync(id);
            (await heir.KeysAsync(id)).Count.ShouldBe(40);

            // The lost one comes back and finds its step done.
            await connection.ExecuteAsync($"alter role {role} login; select pg_advisory_unlock({Gate});");
            await heir.Get<ProvisioningProgress>().MarkPlacedAsync(await heir.KeysAsync(id), default);
            var ready = await heir.WaitAsync(job, id, j => j.IsFinal);
            (ready.Status, ready.Done, ready.Failed).ShouldBe(("READY", 40, 0));
            (await heir.ScalarAsync<int>("select max(attempts) from ocpp.job_items")).ShouldBe(1);
        }
        finally
        {
            await connection.ExecuteAsync($"alter role {role} login");
            await lost.DisposeAsync();
        }
    }

    private static async Task UntilAsync(NpgsqlConnection connection, string sql)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (!await connection.ExecuteScalarAsync<bool>(sql))
        {
            deadline.IsCancellationRequested.ShouldBeFalse(sql);
            await timer.WaitForNextTickAsync();
        }
    }
}
