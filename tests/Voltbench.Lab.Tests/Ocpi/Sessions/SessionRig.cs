using System.Text.Json;
using Dapper;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Sessions;
using Voltbench.Ocpi;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.Ocpi.Sessions;

/// <summary>A CPO with one EVSE for each version of OCPP, a peer that pays, and transactions as the CSMS stores them.</summary>
internal sealed class SessionRig : IAsyncDisposable
{
    public const string Station16 = "CP-16";
    public const string Station201 = "CP-201";
    public static readonly DateTimeOffset T0 = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    private readonly ManualTimeProvider _time = new();

    private SessionRig(LabDatabase database, OcpiVersion version)
    {
        Database = database;
        Version = version;
        Step = new ProjectionStep(database, new OcpiSessionOptions(), _time);
    }

    public LabDatabase Database { get; }

    public OcpiVersion Version { get; }

    public ProjectionStep Step { get; }

    public long Party { get; private set; }

    public long Peer { get; private set; }

    public static async Task<SessionRig> CreateAsync(PostgresFixture postgres, OcpiVersion version, string? tariff = null)
    {
        var rig = new SessionRig(new LabDatabase(await postgres.CreateDatabaseAsync()), version);
        rig.Party = await OcpiRows.AddPartyAsync(rig.Database, version: version.Number());
        rig.Peer = await OcpiRows.AddPeerAsync(rig.Database, rig.Party, new Uri("http://127.0.0.1:9/"));
        await rig.ExecuteAsync(Site(version), new { party = rig.Party, tariff = tariff ?? SessionTariffs.Energy(version) });
        return rig;
    }

    /// <summary>Another gateway on the same database.</summary>
    public ProjectionStep AnotherStep() => new(Database, new OcpiSessionOptions(), _time);

    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Lets time pass so that running sessions may change again.</summary>
    public void Wait() => _time.Advance(TimeSpan.FromSeconds(5));

    /// <summary>Begins a transaction.</summary>
    /// <param name="idToken">Null: nobody was authorized.</param>
    /// <param name="isKnown">Whether the peer knows the token.</param>
    public async Task<int> StartAsync(
        double? meter = 1000, string station = Station16, string? idToken = "TAG-1", bool isKnown = true, string method = "WHITELIST", DateTimeOffset? at = null, string? reference = null)
        => await ScalarAsync<int>(
            """
            insert into ocpp.csms_transactions (organization_id, identity, ocpp_version, reference, connector_id, evse_id, id_token, meter_start_wh, meter_last_wh,
                started_at, partner_operation_id, peer_id, auth_method, authorization_reference, token, ocpi_version_no)
            values (@organization, @station, case when @station = 'CP-16' then 'OCPP1.6' else 'OCPP2.0.1' end, @reference, 1,
                case when @station = 'CP-16' then null else 1 end, @idToken, @meter, @meter, @at, @party, @peer, @method, case when @peer is null then null else 'AUTH-7' end, @token::json, 1)
            returning id
            """,
            new
            {
                organization = OcpiRows.Organization,
                station,
                idToken,
                meter,
                at = at ?? T0,
                reference = reference ?? Guid.NewGuid().ToString(),
                party = Party,
                peer = isKnown && idToken is not null ? Peer : (long?)null,
                method = isKnown && idToken is not null ? method : null,
                token = isKnown && idToken is not null ? Token(idToken) : null,
            });

    /// <summary>Stores readings, one change of the transaction each.</summary>
    public async Task SampleAsync(int transaction, params (double Minutes, double? Wh, string? State)[] samples)
    {
        foreach (var (minutes, wh, state) in samples)
        {
            await ExecuteAsync(
                """
                insert into ocpp.csms_samples (transaction_id, at, register_wh, charging_state) values (@transaction, @at, @wh, @state);
                update ocpp.csms_transactions set ocpi_version_no = ocpi_version_no + 1 where id = @transaction
                """,
                new { transaction, at = T0.AddMinutes(minutes), wh, state });
        }
    }

    public Task StopAsync(int transaction, double minutes, double? meter, string reason = "Local") => ExecuteAsync(
        """
        update ocpp.csms_transactions set ocpi_version_no = ocpi_version_no + case when stopped_at is null then 1 else 0 end,
            meter_stop_wh = coalesce(meter_stop_wh, @meter), stopped_at = coalesce(stopped_at, @at), stop_reason = coalesce(stop_reason, @reason)
        where id = @transaction
        """,
        new { transaction, at = T0.AddMinutes(minutes), meter, reason });

    /// <summary>The charger of a station is gone since then: its EVSE is REMOVED. No rig has rows of chargers.</summary>
    public Task RemoveAsync(string evse, DateTimeOffset at) => ExecuteAsync(
        $"update ocpp.ocpi{(Version == OcpiVersion.V211 ? "211" : "221")}_evses set status = 'REMOVED', last_updated = @at where partner_operation_id = @party and uid = @evse",
        new { at, party = Party, evse });

    /// <summary>What the projector does at a wake-up; how many transactions it took.</summary>
    public async Task<int> ProjectAsync(ProjectionStep? step = null)
    {
        var (shards, _) = await (step ?? Step).WorkAsync(CancellationToken.None);
        var taken = 0;
        foreach (var shard in shards)
            taken += await (step ?? Step).RunAsync(shard, only: null, CancellationToken.None) ?? 0;
        return taken;
    }

    public async Task<JsonElement> SessionAsync(int transaction) =>
        Parse(await ScalarAsync<string>("select body::text from ocpp.ocpi_sessions where transaction_id = @transaction", new { transaction }));

    public async Task<JsonElement> CdrAsync(int transaction) => Parse(await ScalarAsync<string>(
        "select c.body::text from ocpp.ocpi_cdrs c join ocpp.ocpi_sessions s on s.partner_operation_id = c.partner_operation_id and s.id = c.session_id where s.transaction_id = @transaction",
        new { transaction }));

    public async Task<IReadOnlyList<(string Method, string Path, JsonElement Body)>> SentAsync(string module)
    {
        await using var connection = await Database.OpenAsync(CancellationToken.None);
        var rows = await connection.QueryAsync<(string Method, string Path, string Body)>(
            "select method, path, body::text from ocpp.ocpi_outbox where module = @module order by id", new { module });
        return [.. rows.Select(r => (r.Method, r.Path, Parse(r.Body)))];
    }

    public Task<long> CountAsync(string table) => ScalarAsync<long>($"select count(*) from ocpp.{table}", new { });

    public async Task<T> ScalarAsync<T>(string sql, object parameters)
    {
        await using var connection = await Database.OpenAsync(CancellationToken.None);
        return (await connection.ExecuteScalarAsync<T>(sql, parameters))!;
    }

    public async Task ExecuteAsync(string sql, object parameters)
    {
        await using var connection = await Database.OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync(sql, parameters);
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    private string Token(string uid) => Version == OcpiVersion.V211
        ? $$"""{"uid":"{{uid}}","type":"RFID","auth_id":"DE8ACC12E46L89","issuer":"Msp","valid":true,"whitelist":"ALWAYS","last_updated":"2026-01-01T00:00:00Z"}"""
        : $$"""{"country_code":"DE","party_id":"MSP","uid":"{{uid}}","type":"RFID","contract_id":"DE8ACC12E46L89","issuer":"Msp","valid":true,"whitelist":"ALWAYS","last_updated":"2026-01-01T00:00:00Z"}""";

    private static string Site(OcpiVersion version)
    {
        var (number, columns, values) = version == OcpiVersion.V211
            ? ("211", "voltage, amperage, tariff_id", "230, 32, 'T1'")
            : ("221", "max_voltage, max_amperage, tariff_ids", "230, 32, array['T1']");
        return $"""
            insert into ocpp.ocpi_locations (partner_operation_id, id, organization_id) values (@party, '6f4f4d4e-0000-4000-8000-0000000000a1', gen_random_uuid());
            insert into ocpp.ocpi{number}_locations (partner_operation_id, id, parking_type, name, address, city, postal_code, country, latitude, longitude, time_zone, last_updated)
            values (@party, '6f4f4d4e-0000-4000-8000-0000000000a1', 'ON_STREET', 'La Defense', '14 Rue de la Paix', 'Paris', '75002', 'FRA', 48.8566, 2.3522, 'Europe/Paris', '2026-01-01T00:00:00Z');
            insert into ocpp.ocpi{number}_evses (partner_operation_id, location_id, uid, ordinal, evse_id, status, capabilities, last_updated)
            select @party, '6f4f4d4e-0000-4000-8000-0000000000a1', uid, 1, 'FR*TST*E' || uid, 'AVAILABLE', array['RFID_READER'], '2026-01-01T00:00:00Z' from unnest(array['E16', 'E201']) uid;
            insert into ocpp.ocpi{number}_connectors (partner_operation_id, evse_uid, id, standard, format, power_type, {columns}, last_updated)
            select @party, uid, '1', 'IEC_62196_T2', 'SOCKET', 'AC_3_PHASE', {values}, '2026-01-01T00:00:00Z' from unnest(array['E16', 'E201']) uid;
            insert into ocpp.ocpi_ocpp_topologies (partner_operation_id, ocpi_location_id, evse_uid, ocpi_evse_id, ocpi_connector_id, charger_id, identity, ocpp_version, connector_id, evse_id)
            values (@party, '6f4f4d4e-0000-4000-8000-0000000000a1', 'E16', 'FR*TST*EE16', '1', 'dep-16', 'CP-16', 'OCPP1.6', 1, null),
                   (@party, '6f4f4d4e-0000-4000-8000-0000000000a1', 'E201', 'FR*TST*EE201', '1', 'dep-201', 'CP-201', 'OCPP2.0.1', null, 1);
            insert into ocpp.ocpi_tariffs (partner_operation_id, id, body, last_updated) values (@party, 'T1', @tariff::json, '2026-01-01T00:00:00Z');
            """;
    }
}

internal static class SessionTariffs
{
    /// <summary>0.30 a kWh, and in 2.2.1 with 20 % VAT.</summary>
    public static string Energy(OcpiVersion version) => Of(version, version == OcpiVersion.V211
        ? """{"price_components":[{"type":"ENERGY","price":0.30,"step_size":1}]}"""
        : """{"price_components":[{"type":"ENERGY","price":0.30,"vat":20.0,"step_size":1}]}""");

    /// <summary>A fee, 0.25 a kWh, and 6 an hour for standing there without charging.</summary>
    public static string Full(OcpiVersion version) => Of(
        version, """{"price_components":[{"type":"FLAT","price":1.00,"step_size":1},{"type":"ENERGY","price":0.25,"step_size":1},{"type":"PARKING_TIME","price":6.00,"step_size":60}]}""");

    private static string Of(OcpiVersion version, string element) => version == OcpiVersion.V211
        ? $$"""{"id":"T1","currency":"EUR","elements":[{{element}}],"last_updated":"2026-01-01T00:00:00Z"}"""
        : $$"""{"country_code":"NL","party_id":"TST","id":"T1","currency":"EUR","elements":[{{element}}],"last_updated":"2026-01-01T00:00:00Z"}""";
}
