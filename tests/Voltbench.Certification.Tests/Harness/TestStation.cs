using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Voltbench.Ocpp;
using Voltbench.Testing.Csms;

namespace Voltbench.Certification.Tests.Harness;

/// <summary>
/// One station under test: driven as a driver and an operator would through the public API, and as a CSMS through its socket. Every frame that it sends
/// is held against the official schema.
/// </summary>
public sealed class TestStation(TestLab lab, OcppVersion version, string identity) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HashSet<RecordedCall> _taken = [];
    private int _from;
    private RecordingCsms _csms = lab.Csms;

    public string Identity => identity;

    /// <summary>The CSMS that it talks to; another one once it has moved there.</summary>
    public RecordingCsms Csms
    {
        get => _csms;
        set
        {
            _csms = value;
            _from = 0;
        }
    }

    public OcppVersion Version => version;

    /// <summary>Id of the API.</summary>
    public string Id { get; private set; } = "";

    /// <summary>All that the station sent, in order.</summary>
    public IReadOnlyList<RecordedCall> Calls => [.. Csms.Calls.Where(c => c.Identity == identity)];

    /// <summary>What it sent since the last <see cref="Forget"/>.</summary>
    public IReadOnlyList<RecordedCall> Recent => [.. Calls.Skip(_from)];

    public async Task CreateAsync(object? behavior = null, bool isDc = false, Secured? security = null)
    {
        if (security is not null)
            Csms = security.Profile switch { 2 => lab.SecureCsms, 3 => lab.MutualCsms, _ => lab.Csms };
        using var answer = await lab.Client.PostAsJsonAsync("ocpp/chargers", new
        {
            identity,
            brand_slug = isDc ? "alpitronic" : "wallbox",
            model_slug = isDc ? "hyc150" : "wallbox-pulsar-plus",
            connector_type = isDc ? "CCS2" : "Type2",
            ws_url = security?.Url ?? Csms.Url,
            security_profile = security?.Profile ?? 0,
            authorization_key = security is null or { Profile: 3 } ? null : Secured.Key,
            ocpp_version = version == OcppVersion.V16 ? "OCPP1.6" : "OCPP2.0.1",
            behavior = behavior ?? new { meter_interval_seconds = 1 },
        });
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        Id = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["charger_id"]!.GetValue<string>();
    }

    // ---- the CSMS's side

    /// <summary>How the CSMS answers an action from now on: a payload; <c>null</c> = not at all; <c>!Code</c> = CALLERROR.</summary>
    public void On(string action, Func<RecordedCall, string?> answer) => Csms.Script(identity, action, answer);

    /// <summary>Back to the usual answer.</summary>
    public void Unscript(string action) => Csms.Script(identity, action, null);

    /// <summary>The CSMS sends a CALL; the payload of the CALLRESULT.</summary>
    public async Task<JsonElement> SendAsync(string action, object payload)
    {
        var frame = await Csms.CallAsync(identity, action, payload);
        frame[0].GetInt32().ShouldBe(3, frame.GetRawText());
        return frame[2];
    }

    /// <summary>The CSMS sends a CALL that the station answers with this status.</summary>
    public async Task<JsonElement> SendAsync(string action, object payload, string status)
    {
        var answer = await SendAsync(action, payload);
        answer.GetProperty("status").GetString().ShouldBe(status, $"{action} {JsonSerializer.Serialize(payload)} -> {answer}");
        return answer;
    }

    /// <summary>The CSMS closes its doors (refuses connections and drops the present one), or opens them again.</summary>
    public async Task OfflineAsync()
    {
        Csms.Refuse(identity, true);
        Csms.Cut(identity);
        await Csms.WaitUntilAsync(c => !c.Connected.Contains(identity), Patience, $"{identity} is offline");
        await UntilAsync(r => r["connection"]!.GetValue<string>() != "connected", "offline");
    }

    public async Task OnlineAsync()
    {
        Csms.Refuse(identity, false);
        await Csms.WaitUntilAsync(c => c.Connected.Contains(identity), Patience, $"{identity} is online");
    }

    /// <summary>1.6: the CSMS sets a configuration key.</summary>
    public Task SetAsync(string key, string value) => SendAsync("ChangeConfiguration", new { key, value }, "Accepted");

    // ---- what the station sends

    /// <summary>The next CALL of that kind that no earlier expectation took; those before it stay for others.</summary>
    public async Task<RecordedCall> ExpectAsync(string action, Func<JsonElement, bool>? fits = null, TimeSpan? within = null)
    {
        RecordedCall? found = null;
        await Csms.WaitUntilAsync(
            _ => (found = Recent.FirstOrDefault(c => c.Action == action && !_taken.Contains(c) && (fits is null || fits(c.Payload)))) is not null,
            within ?? Patience,
            $"{identity} sends {action}; since the last look it sent: {string.Join("\n", Recent.Select(c => c.Action + " " + c.Payload.GetRawText()))}");
        _taken.Add(found!);
        return found!;
    }

    /// <summary>The next StatusNotification with that status (1.6 <c>status</c>, 2.0.1 <c>connectorStatus</c>) of a connector.</summary>
    public Task<RecordedCall> ExpectStatusAsync(string status, int connector = 1) => version == OcppVersion.V16
        ? ExpectAsync("StatusNotification", p => p.Text("status") == status && p.Number("connectorId") == connector)
        : ExpectAsync("StatusNotification", p => p.Text("connectorStatus") == status && p.Number("evseId") == connector);

    /// <summary>2.0.1: the next TransactionEvent that fits.</summary>
    public Task<RecordedCall> ExpectEventAsync(string eventType, string? triggerReason = null, string? chargingState = null) => ExpectAsync(
        "TransactionEvent",
        p => p.Text("eventType") == eventType
            && (triggerReason is null || p.Text("triggerReason") == triggerReason)
            && (chargingState is null || p.At("transactionInfo", "chargingState") == chargingState));

    /// <summary>
    /// Nothing of that kind was sent since the last <see cref="Forget"/>. A question that the station answers goes first, so that what it had to say before is there.
    /// </summary>
    public async Task NeverAsync(string action, Func<JsonElement, bool>? fits = null)
    {
        await UntilQuietAsync();
        Recent.Where(c => c.Action == action && !_taken.Contains(c) && (fits is null || fits(c.Payload))).ShouldBeEmpty();
    }

    /// <summary>What was sent so far counts no more.</summary>
    public void Forget() => _from = Calls.Count;

    /// <summary>Waits until the station has said what it had to say, then forgets it.</summary>
    public async Task UntilQuietAsync()
    {
        await UntilAsync(r => r["boot_status"]?.GetValue<string>() == "Accepted", "accepted");
        while (true)
        {
            var before = Calls.Count;
            if (version == OcppVersion.V16)
                _ = await SendAsync("GetConfiguration", new { key = new[] { "HeartbeatInterval" } });
            else
                _ = await SendAsync("GetVariables", new { getVariableData = new[] { new { component = new { name = "OCPPCommCtrlr" }, variable = new { name = "HeartbeatInterval" } } } });
            if (Calls.Count == before)
                break;
        }
    }

    // ---- the driver's and the operator's side

    /// <summary>A command of the API that a single charger takes; its answer.</summary>
    public async Task<JsonObject> CommandAsync(string name, object? @event = null)
    {
        using var answer = await lab.Client.PostAsJsonAsync($"ocpp/commands/{name}", new { target = new { charger_id = Id }, @event = @event ?? new { } });
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBeInRange(200, 202, text);
        var body = JsonNode.Parse(text)!.AsObject();
        (body["failed_count"]?.GetValue<int>() ?? 0).ShouldBe(0, text);
        return body;
    }

    public Task PlugAsync(int connector = 1) => CommandAsync("plug-connector", new { connector_id = connector });

    public Task UnplugAsync(int connector = 1) => CommandAsync("unplug-connector", new { connector_id = connector });

    public Task PresentAsync(string idTag, int? connector = null, string? type = null)
        => CommandAsync("present-id-tag", new { id_tag = idTag, connector_id = connector, type });

    /// <summary>Power cycle.</summary>
    public async Task RestartAsync()
    {
        using var answer = await lab.Client.PostAsJsonAsync($"ocpp/chargers/{Id}/restart-charger", new { });
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    /// <summary>Sets 1.6 configuration keys or 2.0.1 variables (<c>Component.Variable</c>) from the station's side.</summary>
    public async Task ConfigureAsync(params (string Key, string Value)[] entries)
    {
        var answer = await CommandAsync("configuration", entries.Select(e => new { key = e.Key, value = e.Value }));
        answer["configured"]!.AsArray().Count.ShouldBe(entries.Length, answer.ToJsonString());
    }

    /// <summary>Reusable state: a driver is authorized, plugged in, and power flows.</summary>
    /// <returns>1.6: the transaction's id.</returns>
    public async Task<int> ChargingAsync(string idTag = "TAG-1", int connector = 1)
    {
        await PlugAsync(connector);
        await PresentAsync(idTag, connector);
        var begin = version == OcppVersion.V16 ? await ExpectAsync("StartTransaction") : await ExpectEventAsync("Started");
        await UntilAsync(r => r["connectors"]![connector - 1]!["power_w"]!.GetValue<double>() > 0, "charging");
        await UntilQuietAsync();
        Forget();
        return version == OcppVersion.V16 ? Csms.TransactionIdOf(begin) : 0;
    }

    /// <summary>Waits until the API shows the runtime like that.</summary>
    public async Task<JsonObject> UntilAsync(Func<JsonObject, bool> condition, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var charger = (await lab.Client.GetFromJsonAsync<JsonObject>($"ocpp/chargers/{Id}"))!;
            if (charger["runtime"] is JsonObject runtime && condition(runtime))
                return runtime;
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new ShouldAssertException($"{identity} did not become {what}: {charger.ToJsonString()}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Csms.Violations.Where(v => v.StartsWith(identity + " ", StringComparison.Ordinal)).ShouldBeEmpty();
        if (Id.Length > 0)
            (await lab.Client.DeleteAsync($"ocpp/chargers/{Id}")).Dispose();
    }
}
