using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using Voltbench.Ocpp;
using Voltbench.Testing.Schemas;

namespace Voltbench.Testing.Csms;

/// <summary>
/// A CSMS on a real loopback socket that shares no code with the product's own: it answers the station-initiated messages of a
/// session, keeps every CALL, and lets a test send CALLs of its own. It outlives the gateway that a test kills.
/// </summary>
public sealed class RecordingCsms : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, StationSocket> _stations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _transactionIds = new(StringComparer.Ordinal);
    private readonly List<RecordedCall> _calls = [];
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly ConcurrentDictionary<string, string> _asked = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, X509Certificate2?> _certificates = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string?> _authorizations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Identity, string Action), Func<RecordedCall, string?>> _scripts = new();
    private readonly ConcurrentDictionary<string, bool> _refused = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = New();
    private int _lastTransactionId;
    private int _lastConnection;

    private RecordingCsms(WebApplication app) => _app = app;

    /// <summary>What a charger gets as <c>ws_url</c>.</summary>
    public string Url { get; private set; } = "";

    public IReadOnlyList<RecordedCall> Calls
    {
        get
        {
            lock (_lock)
                return [.. _calls];
        }
    }

    /// <summary>What the official schemas object to in what was received; nothing is judged where the schemas are not there.</summary>
    public IReadOnlyCollection<string> Violations => _violations;

    /// <summary>The <c>Authorization</c> header that a station came with last; null when it had none.</summary>
    public string? AuthorizationOf(string identity) => _authorizations.GetValueOrDefault(identity);

    /// <summary>Identities with an open socket now.</summary>
    public IReadOnlyCollection<string> Connected => [.. _stations.Keys];

    /// <summary>The certificate that a station showed last; null when it had none.</summary>
    public X509Certificate2? CertificateOf(string identity) => _certificates.GetValueOrDefault(identity);

    /// <param name="certificate">Serves <c>wss</c> with this certificate; null serves <c>ws</c>.</param>
    /// <param name="clients">Which certificates of stations are let in; null asks for none, otherwise every station needs one.</param>
    public static async Task<RecordingCsms> StartAsync(X509Certificate2? certificate = null, Func<X509Certificate2, X509Chain?, bool>? clients = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate, https =>
                {
                    if (clients is null)
                        return;
                    https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                    https.ClientCertificateValidation = (shown, chain, _) => clients(shown, chain);
                });
            }
        }));
        var app = builder.Build();
        var csms = new RecordingCsms(app);
        app.UseWebSockets();
        app.Map("/ocpp/{identity}", csms.AcceptAsync);
        await app.StartAsync();
        csms.Url = app.Urls.First().Replace("http", "ws", StringComparison.Ordinal) + "/ocpp";
        return csms;
    }

    /// <summary>Waits until the condition holds; it is looked at again after every CALL, connect and disconnect.</summary>
    /// <exception cref="TimeoutException">It did not hold within <paramref name="limit"/>; <paramref name="what"/> says what was waited for.</exception>
    public async Task WaitUntilAsync(Func<RecordingCsms, bool> condition, TimeSpan limit, string what)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (true)
        {
            Task changed;
            lock (_lock)
                changed = _changed.Task;
            if (condition(this))
                return;
            var left = limit - TimeProvider.System.GetElapsedTime(deadline);
            try
            {
                await changed.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, TimeProvider.System);
            }
            catch (TimeoutException late)
            {
                throw new TimeoutException($"not within {limit.TotalSeconds} s: {what}; {Summary()}", late);
            }
        }
    }

    /// <summary>Sends a CALL to a station and waits for its CALLRESULT or CALLERROR, as the raw frame.</summary>
    public async Task<JsonElement> CallAsync(string identity, string action, object payload, TimeSpan? limit = null)
    {
        var station = _stations[identity];
        var id = Guid.NewGuid().ToString("N");
        _asked[id] = action;
        var answer = station.Expect(id);
        await station.SendAsync(JsonSerializer.Serialize(new[] { 2, id, action, payload }.AsEnumerable<object>()));
        return await answer.WaitAsync(limit ?? TimeSpan.FromSeconds(20), TimeProvider.System);
    }

    /// <summary>Answers an action of one station: a payload; null = not at all; a text that begins with <c>!</c> = CALLERROR of that code.</summary>
    /// <param name="identity">The station.</param>
    /// <param name="action">OCPP spelling.</param>
    /// <param name="answer">Null takes the usual answer up again.</param>
    public void Script(string identity, string action, Func<RecordedCall, string?>? answer)
    {
        if (answer is null)
            _scripts.TryRemove((identity, action), out _);
        else
            _scripts[(identity, action)] = answer;
    }

    /// <summary>The id that a StartTransaction was given.</summary>
    public int TransactionIdOf(RecordedCall start) => TransactionId(start);

    /// <summary>Refuses the connections of a station with 503, or takes them again.</summary>
    public void Refuse(string identity, bool isRefused) => _refused[identity] = isRefused;

    /// <summary>Cuts the connection of a station without a close handshake.</summary>
    public void Cut(string identity)
    {
        if (_stations.TryGetValue(identity, out var station))
            station.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var station in _stations.Values)
            station.Abort();
        await _app.DisposeAsync();
        if (!_violations.IsEmpty)
            throw new InvalidOperationException($"Stations sent what the official schemas refuse:\n{string.Join("\n", _violations.Take(10))}");
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private string Summary()
    {
        var calls = Calls;
        var counts = calls.GroupBy(c => c.Action, StringComparer.Ordinal).Select(g => $"{g.Key} {g.Count()}");
        return $"{_stations.Count} connected, {string.Join(", ", counts)}";
    }

    private void Signal()
    {
        TaskCompletionSource signal;
        lock (_lock)
        {
            signal = _changed;
            _changed = New();
        }

        signal.SetResult();
    }

    private async Task AcceptAsync(HttpContext context)
    {
        var asked = context.WebSockets.WebSocketRequestedProtocols;
        if (!context.WebSockets.IsWebSocketRequest || asked.Count == 0 || !OcppVersions.TryParse(asked[0], out var version))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var identity = (string)context.Request.RouteValues["identity"]!;
        if (_refused.GetValueOrDefault(identity))
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        _certificates[identity] = context.Connection.ClientCertificate;
        _authorizations[identity] = context.Request.Headers.Authorization;
        using var socket = await context.WebSockets.AcceptWebSocketAsync(asked[0]);
        var station = new StationSocket(identity, version, socket, Interlocked.Increment(ref _lastConnection));
        _stations[identity] = station;
        Signal();
        try
        {
            await station.ReceiveAllAsync(OnFrameAsync);
        }
        catch (WebSocketException)
        {
            // The peer is gone without a close handshake: what a killed gateway looks like from here.
        }
        finally
        {
            _stations.TryRemove(new KeyValuePair<string, StationSocket>(identity, station));
            Signal();
        }
    }

    private async Task OnFrameAsync(StationSocket station, string text)
    {
        using var document = JsonDocument.Parse(text);
        var frame = document.RootElement;
        if (frame[0].GetInt32() != 2)
        {
            JudgeAnswer(station, frame);
            station.Answered(frame[1].GetString()!, frame.Clone());
            return;
        }

        var call = new RecordedCall(
            station.Identity, station.Version, frame[1].GetString()!, frame[2].GetString()!, frame[3].Clone(), station.Connection);
        lock (_lock)
            _calls.Add(call);
        Judge(call);
        var answer = _scripts.TryGetValue((call.Identity, call.Action), out var script) ? script(call) : Answer(call);
        var id = JsonSerializer.Serialize(call.MessageId);
        if (answer is not null)
            await station.SendAsync(answer.StartsWith('!') ? $$"""[4,{{id}},"{{answer[1..]}}","scripted",{}]""" : $"[3,{id},{answer}]");
        Signal();
    }

    private void Judge(RecordedCall call)
    {
        if (OcppSchemas.Available
            && OcppSchemas.Check(call.Version, call.Action, response: false, JsonSerializer.SerializeToUtf8Bytes(call.Payload)) is { } violation)
            _violations.Enqueue($"{call.Identity} {call.Action}: {violation} in {call.Payload}");
    }

    private void JudgeAnswer(StationSocket station, JsonElement frame)
    {
        if (frame[0].GetInt32() == 3
            && OcppSchemas.Available
            && _asked.TryGetValue(frame[1].GetString()!, out var action)
            && OcppSchemas.Check(station.Version, action, response: true, JsonSerializer.SerializeToUtf8Bytes(frame[2])) is { } violation)
            _violations.Enqueue($"{station.Identity} {action} answer: {violation} in {frame[2]}");
    }

    private string Answer(RecordedCall call) => call.Action switch
    {
        "BootNotification" => $$"""{"status":"Accepted","interval":300,"currentTime":"{{Now()}}"}""",
        "Heartbeat" => $$"""{"currentTime":"{{Now()}}"}""",
        "Authorize" when call.Version == OcppVersion.V16 => """{"idTagInfo":{"status":"Accepted"}}""",
        "Authorize" => """{"idTokenInfo":{"status":"Accepted"}}""",
        "StartTransaction" => $$$"""{"transactionId":{{{TransactionId(call)}}},"idTagInfo":{"status":"Accepted"}}""",
        "SignCertificate" => """{"status":"Accepted"}""",
        "DataTransfer" => """{"status":"UnknownVendorId"}""",
        _ => "{}",
    };

    // A repetition of a CALL (same unique id) is the same transaction, as OCPP-J 1.6 §4.1.4 lets a CSMS tell.
    private int TransactionId(RecordedCall call) =>
        _transactionIds.GetOrAdd($"{call.Identity}/{call.MessageId}", _ => Interlocked.Increment(ref _lastTransactionId));

    private static string Now() => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
