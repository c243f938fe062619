using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Voltbench.Lab.Chargers;
using Voltbench.Lab.Database;
using Voltbench.Lab.Provisioning;

namespace Voltbench.Lab.Tests.Provisioning;

/// <summary>One gateway's share of provisioning: a scheduler of its own on a real database.</summary>
internal sealed class ProvisioningHost : IAsyncDisposable
{
    public static readonly ChargerTemplate Template = new()
    {
        BrandSlug = "abb",
        ModelSlug = "terra-184",
        ConnectorType = "CCS2",
        OcppVersion = "OCPP1.6",
        WsUrl = "ws://csms.example/ocpp",
        SecurityProfile = 1,
        AuthorizationKey = "topsecret",
        Seed = 42,
    };

    /// <summary>Missing evidence after this long is a failure; nothing here takes a tenth of it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IHost _host;

    private ProvisioningHost(IHost host)
    {
        _host = host;
    }

    public LabDatabase Database => Get<LabDatabase>();

    public static async Task<ProvisioningHost> StartAsync(string connectionString, ProvisioningOptions? options = null)
    {
        var builder = new HostBuilder();
        builder.ConfigureServices(services =>
        {
            services.AddLogging(log => log.SetMinimumLevel(LogLevel.Warning));
            services.AddSingleton(_ => new LabDatabase(connectionString));
            services.AddProvisioning(options ?? Options());
        });
        var host = builder.Build();
        await host.StartAsync();
        return new ProvisioningHost(host);
    }

    /// <summary>Small chunks, short waits.</summary>
    public static ProvisioningOptions Options(string? name = null) => new()
    {
        InstanceId = name,
        MinChunk = 10,
        MaxChunk = 10,
        MaxAttempts = 3,
        RetryDelay = TimeSpan.FromMilliseconds(20),
        CheckinInterval = TimeSpan.FromMilliseconds(200),
        CheckinGrace = TimeSpan.FromMilliseconds(400),
    };

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public async Task<(Guid Organization, Guid Location)> CreateLocationAsync()
    {
        var (organization, location) = (Guid.NewGuid(), Guid.NewGuid());
        await using var connection = await Database.OpenAsync(default);
        await connection.ExecuteAsync(
            "insert into ocpp.locations (id, organization_id, slug, name) values (@location, @organization, 'here', 'Here')", new { location, organization });
        return (organization, location);
    }

    public static NewJob Job((Guid Organization, Guid Location) at, params IEnumerable<string> identities) =>
        new(at.Organization, at.Location, [Template], [.. identities.Select(i => new NewJobItem(0, ChargerIds.NewChargerId(), i, null))]);

    public async Task<Guid> SubmitAsync(NewJob job)
    {
        await using var connection = await Database.OpenAsync(default);
        await using var transaction = await connection.BeginTransactionAsync();
        using var accepted = await Get<JobWriter>().WriteAsync(transaction, job, default);
        await transaction.CommitAsync();
        return accepted.Id;
    }

    /// <summary>Stores a job that nothing will fire.</summary>
    public async Task<Guid> StoreWithoutFiringAsync(NewJob job)
    {
        var id = await SubmitAsync(job with { Items = [] });
        await using var connection = await Database.OpenAsync(default);
        for (var i = 0; i < job.Items.Count; i++)
        {
            await connection.ExecuteAsync(
                "insert into ocpp.job_items (job_id, ordinal, chunk, charger_id, identity) values (@id, @i, 0, @ChargerId, @Identity)",
                new { id, i, job.Items[i].ChargerId, job.Items[i].Identity });
        }

        await connection.ExecuteAsync(
            "update ocpp.jobs set status = 'PROVISIONING', error = null, total = @Count, request = @Request where id = @id",
            new { id, job.Items.Count, Request = new Jsonb(RequestJson) });
        return id;
    }

    /// <summary>Waits until the job is as <paramref name="condition"/> says.</summary>
    public async Task<JobView> WaitAsync(NewJob job, Guid id, Func<JobView, bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        using var deadline = new CancellationTokenSource(Patience, TimeProvider.System);
        while (true)
        {
            var view = (await Get<JobReader>().FindAsync(job.OrganizationId, job.LocationId, id, default)).ShouldNotBeNull();
            if (condition(view))
                return view;
            deadline.IsCancellationRequested.ShouldBeFalse($"The job is still {view}");
            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>Waits until no item waits to be made any more.</summary>
    public async Task WaitUntilMadeAsync(Guid id)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        using var deadline = new CancellationTokenSource(Patience, TimeProvider.System);
        while (await ScalarAsync<long>("select count(*) from ocpp.job_items where job_id = @id and status = 'PENDING'", new { id }) > 0)
        {
            deadline.IsCancellationRequested.ShouldBeFalse("Items are still pending.");
            await timer.WaitForNextTickAsync();
        }
    }

    public async Task<IReadOnlyList<long>> KeysAsync(Guid job)
    {
        await using var connection = await Database.OpenAsync(default);
        return (await connection.QueryAsync<long>("select key from ocpp.chargers where job_id = @job order by key", new { job })).AsList();
    }

    public async Task<T?> ScalarAsync<T>(string sql, object? arguments = null)
    {
        await using var connection = await Database.OpenAsync(default);
        return await connection.ExecuteScalarAsync<T>(sql, arguments);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private const string RequestJson =
        """[{"brand_slug":"abb","model_slug":"terra-184","connector_type":"CCS2","ocpp_version":"OCPP1.6","ws_url":"ws://csms.example/ocpp","security_profile":0,"seed":42}]""";
}
