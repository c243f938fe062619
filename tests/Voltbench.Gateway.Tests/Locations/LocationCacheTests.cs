using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Voltbench.Lab.Database;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Locations;

public class LocationCacheTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Writes_of_another_node_are_seen()
    {
        var created = await (await gateway.Client.PostAsJsonAsync("ocpp/locations", Body)).Content.ReadFromJsonAsync<JsonElement>();
        var id = created.GetProperty("id").GetGuid();
        await ReadUntilAsync(id, "first");

        await using var source = NpgsqlDataSource.Create(gateway.ConnectionString);
        await using (var write = source.CreateCommand("update ocpp.locations set name = 'second' where id = $1"))
        {
            write.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
            await write.ExecuteNonQueryAsync();
        }

        // Nobody was told: the kept answer is still given, which shows that it is kept.
        (await NameAsync(id)).ShouldBe("first");
        await using (var notify = source.CreateCommand($"select pg_notify('voltbench_locations', '{id}')"))
            await notify.ExecuteNonQueryAsync();
        await ReadUntilAsync(id, "second");
    }

    [Fact]
    public async Task A_lost_notification_connection_leaves_no_stale_answer()
    {
        var created = await (await gateway.Client.PostAsJsonAsync("ocpp/locations", Body)).Content.ReadFromJsonAsync<JsonElement>();
        var id = created.GetProperty("id").GetGuid();
        await ReadUntilAsync(id, "first");
        var notifications = gateway.Services.GetRequiredService<Notifications>();
        await using var source = NpgsqlDataSource.Create(gateway.ConnectionString);
        await using (var write = source.CreateCommand("update ocpp.locations set name = 'third' where id = $1"))
        {
            write.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
            await write.ExecuteNonQueryAsync();
        }

        await using (var cut = source.CreateCommand("select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%' and datname = current_database()"))
            await cut.ExecuteNonQueryAsync();
        await ReadUntilAsync(id, "third");
        await WaitAsync(() => Task.FromResult(notifications.IsListening));
    }

    private static object Body => new { name = "first", address = "a", city = "c", country = "DE", coordinates = new { latitude = 1, longitude = 2 } };

    private async Task<string?> NameAsync(Guid id) =>
        (await gateway.Client.GetFromJsonAsync<JsonElement>($"ocpp/locations/{id}")).GetProperty("name").GetString();

    private Task ReadUntilAsync(Guid id, string name) => WaitAsync(async () => await NameAsync(id) == name);

    private static async Task WaitAsync(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await condition())
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, deadline.Token);
    }
}
