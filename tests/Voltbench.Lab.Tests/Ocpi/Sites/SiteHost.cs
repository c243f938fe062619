using Dapper;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Sites;
using Voltbench.Lab.Ocpi.Templates;
using Voltbench.Lab.Provisioning;
using Voltbench.Lab.Tests.Provisioning;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Tests.Ocpi.Sites;

/// <summary>CPOs and plans of locations on one gateway's share of provisioning.</summary>
internal sealed class SiteHost : IAsyncDisposable
{
    private readonly ProvisioningHost _host;

    private SiteHost(ProvisioningHost host)
    {
        _host = host;
    }

    public LabDatabase Database => _host.Database;

    public static async Task<SiteHost> StartAsync(string connectionString, ProvisioningOptions? options = null) =>
        new(await ProvisioningHost.StartAsync(connectionString, options));

    public T Get<T>()
        where T : notnull => _host.Get<T>();

    public async Task<Party> CreatePartyAsync(OcpiVersion version = OcpiVersion.V221, string partyId = "ABC", Guid? organization = null)
    {
        var owner = organization ?? Guid.NewGuid();
        await using var connection = await Database.OpenAsync(default);
        var id = await connection.ExecuteScalarAsync<long>(
            """
            insert into ocpp.partner_operations (organization_id, role, ocpi_version, country_code, party_id, name_prefix, public_base, status, workflow_run_id)
            values (@owner, 'CPO', @version, 'FR', @partyId, 'Test', 'http://127.0.0.1', 'PENDING', 'wfr_' || gen_random_uuid())
            returning id
            """,
            new { owner, version = version.Number(), partyId });
        return new Party(id, owner, PartyRole.Cpo, version, "FR", partyId, "Test", "http://127.0.0.1");
    }

    /// <summary>A location with chargers of <paramref name="connectors"/> connectors each; identities begin with <paramref name="name"/>.</summary>
    public static LocationPlan Plan(string name, int chargers = 2, int connectors = 1, string ocppVersion = "OCPP1.6") => new()
    {
        Id = Guid.NewGuid(),
        Name = name,
        Address = "14 Rue de la Paix",
        City = "Paris",
        PostalCode = "75002",
        Country = "FR",
        Latitude = 48.8566,
        Longitude = 2.3522,
        TimeZone = "Europe/Paris",
        OwnerName = "VINCI Autoroutes",
        Public = true,
        ParkingType = "ON_STREET",
        OpeningTimes = new OpeningTimesPlan([new RegularHoursPlan(1, "08:00", "20:00")]),
        Facilities = ["CAFE"],
        Operator = new OperatorPlan("Operator"),
        Chargers = [.. Enumerable.Range(1, chargers).Select(n => Charger($"{name}-{n}", connectors, ocppVersion))],
    };

    public static ChargerPlan Charger(string identity, int connectors, string ocppVersion) => new()
    {
        Identity = identity,
        Name = "Charger " + identity,
        Template = ProvisioningHost.Template with { OcppVersion = ocppVersion },
        Evses =
        [
            .. Enumerable.Range(1, connectors).Select(n => new EvsePlan
            {
                Uid = EvseUid(identity, n, connectors),
                EvseId = $"FR*ABC*E{identity.Replace("-", "", StringComparison.Ordinal)}*{n}",
                Number = n,
                PhysicalReference = $"{n}",
                Capabilities = ["RFID_READER", "RESERVABLE"],
                Connector = new ConnectorPlan
                {
                    Standard = "IEC_62196_T2_COMBO",
                    Format = "CABLE",
                    PowerType = "DC",
                    MaxVoltage = 400,
                    MaxAmperage = 450,
                    MaxPower = 180_000,
                    Tariffs = ["dc-fast", "dc-night"],
                },
            }),
        ],
    };

    public static IReadOnlyList<LocationPlan> Plans(int count, int chargers = 2) => [.. Enumerable.Range(0, count).Select(n => Plan($"L{n}", chargers))];

    public async Task<Guid> SubmitAsync(Party party, IReadOnlyList<LocationPlan> plans, string type = LocationJobWriter.CreateLocations, bool fires = true)
    {
        await using var connection = await Database.OpenAsync(default);
        await using var transaction = await connection.BeginTransactionAsync();
        using var accepted = await Get<LocationJobWriter>().WriteAsync(transaction, party, plans, type, default);
        if (type == LocationJobWriter.CreateCpo)
            await connection.ExecuteAsync("update ocpp.partner_operations set job_id = @Job where id = @Party", new { Job = accepted.Id, Party = party.Id });
        if (!fires)
            await connection.ExecuteAsync("delete from public.qrtz_simple_triggers; delete from public.qrtz_triggers; update ocpp.ocpi_job_items set chunk = 0");
        await transaction.CommitAsync();
        return accepted.Id;
    }

    /// <summary>Runs the one chunk of a job that nothing fires.</summary>
    public Task RunAsync(Guid job) => Get<SiteChunkStep>().RunAsync(job, 0, default);

    public async Task<SiteJobView> ViewAsync(Party party, Guid job) => (await Get<SiteJobReader>().FindAsync(party.OrganizationId, party.Id, job, default)).ShouldNotBeNull();

    public Task WaitUntilMadeAsync(Guid job) => Eventually.BecomesAsync(
        async () => await ScalarAsync<long>("select count(*) from ocpp.ocpi_job_items where job_id = @job and status = 'PENDING'", new { job }) == 0, "all items made");

    public async Task PlaceAsync(Guid job) => await Get<ProvisioningProgress>().MarkPlacedAsync(await _host.KeysAsync(job), default);

    /// <summary>Makes locations at once, chargers placed; their ids are those of the plans.</summary>
    public async Task MakeAsync(Party party, params LocationPlan[] plans)
    {
        var job = await SubmitAsync(party, plans, fires: false);
        await RunAsync(job);
        await PlaceAsync(job);
    }

    /// <summary>A peer of the CPO with a receiver for locations.</summary>
    public Task AddPeerAsync(Party party) => ExecuteAsync(
        """
        with peer as (
            insert into ocpp.ocpi_peers (partner_operation_id, country_code, party_id, credentials, token, token_is_base64, versions_url, version)
            values (@Id, 'DE', 'EMP', '{}', 'x', true, 'http://127.0.0.1:9/versions', '2.2.1') returning id)
        insert into ocpp.ocpi_peer_endpoints (peer_id, module, role, url) select id, 'locations', 'RECEIVER', 'http://127.0.0.1:9/locations' from peer
        """,
        new { party.Id });

    /// <summary>What the peers are to be told, in order: method, path and body.</summary>
    public async Task<IReadOnlyList<(string Method, string Path, System.Text.Json.JsonElement Body)>> OutboxAsync()
    {
        await using var connection = await Database.OpenAsync(default);
        var rows = await connection.QueryAsync<(string Method, string Path, string Body)>("select method, path, body::text from ocpp.ocpi_outbox order by id");
        return [.. rows.Select(r => (r.Method, r.Path, System.Text.Json.JsonElement.Parse(r.Body)))];
    }

    public Task<T?> ScalarAsync<T>(string sql, object? arguments = null) => _host.ScalarAsync<T>(sql, arguments);

    public async Task<long> CountAsync(string table) => await ScalarAsync<long>($"select count(*) from ocpp.{table}");

    public async Task ExecuteAsync(string sql, object? arguments = null)
    {
        await using var connection = await Database.OpenAsync(default);
        await connection.ExecuteAsync(sql, arguments);
    }

    /// <summary>Runs <paramref name="body"/> before every insert into a table; the sequence <c>attempts</c> survives a rollback.</summary>
    public Task OnInsertAsync(string table, string body) => ExecuteAsync(
        $"""
        create sequence attempts;
        create function on_insert() returns trigger language plpgsql as $$ begin {body} return new; end $$;
        create trigger on_insert before insert on ocpp.{table} for each row execute function on_insert();
        """);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static string EvseUid(string identity, int number, int count) => count == 1 ? identity : $"{identity}_C{number}";
}
