using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Messages;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.Ocpi.Messages;

public sealed class MessageLogTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly DateTimeOffset T0 = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private LabDatabase database = null!;
    private MessageLog log = null!;
    private MessageWriter writer = null!;
    private MessageReader reader = null!;
    private long party;

    public async ValueTask InitializeAsync()
    {
        database = new LabDatabase(await postgres.CreateDatabaseAsync());
        party = await OcpiRows.AddPartyAsync(database);
        Create(new MessageLogOptions { FlushMilliseconds = 5 });
    }

    public async ValueTask DisposeAsync()
    {
        await writer.StopAsync(CancellationToken.None);
        writer.Dispose();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task What_was_added_before_a_read_is_read()
    {
        await writer.StartAsync(CancellationToken.None);
        log.Add(new OcpiMessage(party, MessageDirection.In, T0, "POST", "/ocpi/2.2.1/credentials")
        {
            Module = "credentials",
            RequestId = "R1",
            CorrelationId = "C1",
            Request = "{\"token\":\"s3cret\"}"u8.ToArray(),
            HttpStatus = 200,
            StatusCode = 1000,
            Response = "{\"data\":{\"token\":\"s3cret\"},\"status_code\":1000}"u8.ToArray(),
            Elapsed = TimeSpan.FromMilliseconds(12.5),
        });
        log.Add(new OcpiMessage(party, MessageDirection.Out, T0, "PUT", "https://u:s3cret@peer.example/a") { PeerId = 7, Module = "locations" });

        var page = await ReadAsync(new MessageFilter { Ascending = true });

        page.Total.ShouldBe(2);
        var first = page.Rows[0];
        (first.Direction, first.Method, first.Url, first.Module, first.RequestId, first.CorrelationId, first.HttpStatus, first.StatusCode, first.Milliseconds, first.At)
            .ShouldBe(("in", "POST", "/ocpi/2.2.1/credentials", "credentials", "R1", "C1", 200, 1000, 12.5, T0));
        first.Request.ShouldBe("{\"token\":\"***\"}");
        first.Response.ShouldBe("{\"data\":{\"token\":\"***\"},\"status_code\":1000}");
        var second = page.Rows[1];
        (second.Direction, second.PeerId, second.Url, second.Request, second.HttpStatus).ShouldBe(("out", 7L, "https://***@peer.example/a", null, null));
    }

    [Fact]
    public async Task The_filter_and_the_tenant_bound_what_is_read()
    {
        await writer.StartAsync(CancellationToken.None);
        var other = await OcpiRows.AddPartyAsync(database, "OTH");
        for (var i = 0; i < 10; i++)
            log.Add(new OcpiMessage(i < 8 ? party : other, i % 2 == 0 ? MessageDirection.In : MessageDirection.Out, T0, "GET", $"/{i}") { Module = i < 4 ? "tokens" : "cdrs", PeerId = i });

        (await ReadAsync(new MessageFilter { Direction = MessageDirection.Out, Module = "tokens" })).Rows.Select(r => r.Url).ShouldBe(["/3", "/1"]);
        var page = await ReadAsync(new MessageFilter { Limit = 3, Offset = 1 });
        page.Total.ShouldBe(8);
        page.Rows.Select(r => r.Url).ShouldBe(["/6", "/5", "/4"]);
        (await ReadAsync(new MessageFilter { PeerId = 5 })).Rows.Single().Url.ShouldBe("/5");
        (await reader.ReadAsync(new PartyKey(Guid.NewGuid(), PartyRole.Cpo, party), new MessageFilter(), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Long_bodies_are_cut_and_bytes_that_are_no_text_are_kept_as_text()
    {
        await writer.StartAsync(CancellationToken.None);
        log.Add(new OcpiMessage(party, MessageDirection.In, T0, "PUT", "/\0\ud800") { Request = Encoding.ASCII.GetBytes(new string('x', 100_000)), Response = new byte[] { 0, 0xff, (byte)'a' } });

        var row = (await ReadAsync(new MessageFilter())).Rows.ShouldHaveSingleItem();
        row.Request.ShouldNotBeNull().Length.ShouldBe(65_536);
        row.Response.ShouldBe("\uFFFD\uFFFDa");
        row.Url.ShouldBe("/\uFFFD\uFFFD");
    }

    [Fact]
    public async Task A_full_queue_drops_the_newest_and_counts()
    {
        Create(new MessageLogOptions { QueueMessages = 10, FlushMilliseconds = 5 });
        for (var i = 0; i < 15; i++)
            log.Add(new OcpiMessage(party, MessageDirection.In, T0, "GET", $"/{i}"));
        log.Dropped.ShouldBe(5);

        await writer.StartAsync(CancellationToken.None);
        (await WhenTotalAsync(10)).Rows[0].Url.ShouldBe("/9");
    }

    [Fact]
    public void Bytes_that_wait_are_bounded_too()
    {
        Create(new MessageLogOptions { QueueBytes = 10_000 });
        for (var i = 0; i < 15; i++)
            log.Add(new OcpiMessage(party, MessageDirection.In, T0, "GET", "/") { Response = new byte[4_000] });
        log.Dropped.ShouldBe(13);
    }

    [Fact]
    public async Task A_database_that_is_away_costs_nothing_but_time()
    {
        await using var outage = new Outage(database.Source);
        await writer.StartAsync(CancellationToken.None);
        await outage.BeginAsync();
        for (var i = 0; i < 100; i++)
            log.Add(new OcpiMessage(party, MessageDirection.In, T0, "GET", $"/{i}"));
        await outage.EndAsync();

        (await WhenTotalAsync(100)).Rows[0].Url.ShouldBe("/99");
    }

    [Fact]
    public async Task A_stop_stores_what_waits()
    {
        Create(new MessageLogOptions { FlushMilliseconds = 5_000 });
        await writer.StartAsync(CancellationToken.None);
        log.Add(new OcpiMessage(party, MessageDirection.In, T0, "GET", "/"));
        await writer.StopAsync(CancellationToken.None);

        (await ReadAsync(new MessageFilter())).Total.ShouldBe(1);
    }

    [Fact]
    public async Task The_retention_deletes_what_is_old()
    {
        await writer.StartAsync(CancellationToken.None);
        for (var i = 0; i < 20; i++)
            log.Add(new OcpiMessage(party, MessageDirection.In, T0.AddDays(i), "GET", $"/{i}"));
        (await ReadAsync(new MessageFilter())).Total.ShouldBe(20);
        using var retention = new MessageRetention(database, new MessageLogOptions(), new ManualTimeProvider(T0.AddDays(19)), NullLogger<MessageRetention>.Instance);

        (await retention.TidyAsync(CancellationToken.None)).ShouldBe(12);

        (await ReadAsync(new MessageFilter { Ascending = true })).Rows[0].Url.ShouldBe("/12");
    }

    private async Task<MessagePage> ReadAsync(MessageFilter filter) =>
        (await reader.ReadAsync(new PartyKey(OcpiRows.Organization, PartyRole.Cpo, party), filter, CancellationToken.None)).ShouldNotBeNull();

    private async Task<MessagePage> WhenTotalAsync(long total)
    {
        await Eventually.BecomesAsync(async () => (await ReadAsync(new MessageFilter())).Total == total, $"{total} messages are stored");
        return await ReadAsync(new MessageFilter());
    }

    private void Create(MessageLogOptions options)
    {
        log = new MessageLog(options);
        writer = new MessageWriter(log, database, options, TimeProvider.System, NullLogger<MessageWriter>.Instance);
        reader = new MessageReader(database, log, TimeProvider.System);
    }
}
