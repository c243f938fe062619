using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Voltbench.Csms;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Sites;
using Voltbench.Lab.Ocpi.Templates;
using Voltbench.Lab.Provisioning;
using Voltbench.Ocpi;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;
using Voltbench.Testing.Stations;

namespace Voltbench.Gateway.Tests.OcpiPeer.Commands;

/// <summary>A CPO with simulated chargers that are connected to the built-in CSMS, and an eMSP that has registered with it.</summary>
public sealed class LiveCpo : IAsyncDisposable
{
    private static int _count;
    private readonly GatewayFixture _gateway;

    private LiveCpo(GatewayFixture gateway, TestParty party, FakePeer peer, string token, Guid location, IReadOnlyList<string> evses)
    {
        (_gateway, Party, Peer, Token, Location, Evses) = (gateway, party, peer, token, location, evses);
    }

    public TestParty Party { get; }

    public FakePeer Peer { get; }

    /// <summary>What the eMSP shows.</summary>
    public string Token { get; }

    public Guid Location { get; }

    /// <summary>Uids, each a charger with one connector.</summary>
    public IReadOnlyList<string> Evses { get; }

    public static async Task<LiveCpo> StartAsync(GatewayFixture gateway, OcpiVersion ocpi, string ocpp, int chargers = 1, bool isSimulated = true)
    {
        var party = await TestParty.CreateAsync(gateway, ocpi);
        var peer = await FakePeer.StartAsync(ocpi);
        if (ocpi == OcpiVersion.V221)
            peer.Endpoints.Add(("chargingprofiles", "SENDER"));
        var token = await peer.RegisterAsync(party);
        var name = $"CMD{Interlocked.Increment(ref _count)}";
        var template = new ChargerTemplate
        {
            BrandSlug = "wallbox",
            ModelSlug = "wallbox-pulsar-plus",
            ConnectorType = "Type2",
            OcppVersion = ocpp,
            WsUrl = isSimulated ? $"ws://{gateway.Address.Authority}/csms/{gateway.Organization}" : "ws://127.0.0.1:9", // where nobody listens
        };
        var plan = new LocationPlan
        {
            Id = Guid.NewGuid(),
            Name = name,
            Address = "Street 1",
            City = "Utrecht",
            Country = "NL",
            Latitude = 52,
            Longitude = 5,
            TimeZone = "Europe/Amsterdam",
            Chargers = [.. Enumerable.Range(1, chargers).Select(n => Charger($"{name}-{n}", template))],
        };
        var database = gateway.Services.GetRequiredService<LabDatabase>();
        var row = new Party(party.Id, party.Organization, PartyRole.Cpo, ocpi, party.CountryCode, party.PartyId, "Test", gateway.Address.ToString().TrimEnd('/'));
        await using (var connection = await database.OpenAsync(default))
        {
            await using var transaction = await connection.BeginTransactionAsync();
            using var job = await gateway.Services.GetRequiredService<LocationJobWriter>().WriteAsync(transaction, row, [plan], LocationJobWriter.CreateLocations, default);
            await transaction.CommitAsync();
        }

        var cpo = new LiveCpo(gateway, party, peer, token, plan.Id, [.. plan.Chargers.Select(c => c.Identity)]);
        if (!isSimulated)
        {
            await Eventually.BecomesAsync(
                async () => await cpo.ScalarAsync<long>($"select count(*) from ocpp.ocpi_ocpp_topologies where ocpi_location_id = '{plan.Id}' and evse_uid is not null") == chargers, "the rows are there");
            return cpo;
        }

        var csms = gateway.Services.GetRequiredService<CsmsServer>();
        await Eventually.BecomesAsync(
            () => plan.Chargers.All(c => csms.Find(new StationId(party.Organization, c.Identity)) is { Boot: not null, Connectors.Count: > 0 }), "the chargers are connected");
        return cpo;
    }

    /// <summary>The charger of an EVSE, made of bytes; only where nothing is simulated.</summary>
    public Task<FakeStation> ConnectAsync(int evse = 0, string subprotocol = "ocpp1.6") => FakeStation.ConnectAsync(
        new Uri($"ws://{_gateway.Address.Authority}/csms/{_gateway.Organization}/{Evses[evse]}"), subprotocol);

    /// <summary>Another eMSP of the same CPO.</summary>
    public async Task<(FakePeer Peer, string Token)> AddPeerAsync(string partyId)
    {
        var peer = await FakePeer.StartAsync(Party.Version);
        peer.PartyId = partyId;
        return (peer, await peer.RegisterAsync(Party, await Party.AddTokenAsync(_gateway)));
    }

    /// <summary>A token object of the version.</summary>
    public JsonObject TokenOf(string uid, string type = "APP_USER", string? partyId = null)
    {
        var token = new JsonObject { ["uid"] = uid, ["type"] = Party.Version == OcpiVersion.V211 && type != "RFID" ? "OTHER" : type };
        if (Party.Version == OcpiVersion.V211)
        {
            token["auth_id"] = "NLTNMC1";
        }
        else
        {
            token["country_code"] = Peer.CountryCode;
            token["party_id"] = partyId ?? Peer.PartyId;
            token["contract_id"] = "NLTNMC1";
        }

        token["issuer"] = "Fake";
        token["valid"] = true;
        token["whitelist"] = "NEVER";
        token["last_updated"] = "2026-01-01T00:00:00Z";
        return token;
    }

    /// <summary>Sends a command; the direct response and where its result will be posted.</summary>
    public async Task<(OcpiReply Reply, string Path)> SendAsync(string command, JsonObject body, FakePeer? peer = null, string? token = null)
    {
        var path = $"/results/{Guid.NewGuid():N}";
        var url = $"{(peer ?? Peer).Address}{path}";
        (peer ?? Peer).Scripts[path] = Ok;
        body["response_url"] = url;
        return (await FakePeer.AskAsync(Party, HttpMethod.Post, $"commands/{command}", token ?? Token, body.ToJsonString()), path);
    }

    /// <summary>Sends a command that is accepted, and waits for its result.</summary>
    public async Task<JsonObject> RunAsync(string command, JsonObject body)
    {
        var (reply, path) = await SendAsync(command, body);
        (reply.Http, reply.Code, Result(reply)).ShouldBe((200, 1000, "ACCEPTED"), reply.Message);
        return await ResultAsync(path);
    }

    /// <summary>What was posted there.</summary>
    public async Task<JsonObject> ResultAsync(string path, FakePeer? peer = null)
    {
        await Eventually.BecomesAsync(() => (peer ?? Peer).Requests.Any(r => r.Path == path), "the result is posted");
        var request = (peer ?? Peer).Requests.First(r => r.Path == path);
        request.Method.ShouldBe("POST");
        return JsonNode.Parse(request.Body)!.AsObject();
    }

    /// <summary>A command of the lab's own to the charger of an EVSE.</summary>
    public async Task DriveAsync(string command, JsonObject body, int evse = 0)
    {
        var charger = await ScalarAsync<string>($"select id from ocpp.chargers where identity = '{Evses[evse]}'");
        var request = new JsonObject { ["target"] = new JsonObject { ["charger_id"] = charger }, ["event"] = body };
        using var answer = await _gateway.Client.PostAsync($"ocpp/commands/{command}", new StringContent(request.ToJsonString(), null, "application/json"));
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    public static string? Result(OcpiReply reply) => reply.Data?["result"]?.GetValue<string>();

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var database = NpgsqlDataSource.Create(_gateway.ConnectionString);
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync() is T value ? value : default!;
    }

    public ValueTask DisposeAsync() => Peer.DisposeAsync();

    public static Task Ok(HttpContext http) => FakePeer.WriteAsync(http, null);

    private static ChargerPlan Charger(string identity, ChargerTemplate template) => new()
    {
        Identity = identity,
        Template = template,
        Evses =
        [
            new EvsePlan
            {
                Uid = identity,
                EvseId = $"NL*TST*E{identity.Replace("-", "", StringComparison.Ordinal)}",
                Number = 1,
                Capabilities = ["CHARGING_PROFILE_CAPABLE", "REMOTE_START_STOP_CAPABLE", "RESERVABLE", "UNLOCK_CAPABLE", "RFID_READER"],
                Connector = new ConnectorPlan
                {
                    Standard = "IEC_62196_T2", Format = "SOCKET", PowerType = "AC_3_PHASE", MaxVoltage = 230, MaxAmperage = 32, MaxPower = 22_000,
                },
            },
        ],
    };
}
