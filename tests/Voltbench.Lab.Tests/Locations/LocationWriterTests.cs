using Npgsql;
using Voltbench.Lab.Locations;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.Locations;

public sealed class LocationWriterTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_slug_that_is_taken_is_drawn_again()
    {
        await using var source = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync());
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var organization = Guid.NewGuid();
        var location = new NewLocation("Hub", "Street 1", "Paris", "FR", 48.8, 2.3, null, null, null);
        var drawn = new Queue<string>(["hub-00000001", "hub-00000001", "hub-00000002"]);

        var first = await LocationWriter.CreateAsync(transaction, organization, location, _ => drawn.Dequeue(), CancellationToken.None);
        var second = await LocationWriter.CreateAsync(transaction, organization, location, _ => drawn.Dequeue(), CancellationToken.None);

        first.Slug.ShouldBe("hub-00000001");
        second.Slug.ShouldBe("hub-00000002");
        second.Id.ShouldNotBe(first.Id);
    }
}
