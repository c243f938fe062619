using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Voltbench.Ocpi;

namespace Voltbench.Testing.Ocpi;

/// <summary>A request that a fake peer received.</summary>
public sealed record SeenRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}

/// <summary>
/// Another platform at the wire: it has versions, details and whatever else a test scripts, and speaks to a party of ours as a client. What is not
/// scripted is answered as the standard says.
/// </summary>
public sealed class FakePeer : IAsyncDisposable
{
    private static readonly HttpClient Http = new();

    private readonly WebApplication _app;

    private FakePeer(WebApplication app, OcpiVersion version, string role) => (_app, Version, Role) = (app, version, role);

    public OcpiVersion Version { get; }

    /// <summary><c>EMSP</c> or <c>CPO</c>.</summary>
    public string Role { get; }

    public string CountryCode { get; set; } = "NL";

    public string PartyId { get; set; } = "TNM";

    /// <summary>Where it listens; no slash at the end.</summary>
    public string Address { get; private set; } = "";

    public string VersionsUrl => $"{Address}/versions";

    /// <summary>What our party shows to it; anything else is a 401. Null lets everything in.</summary>
    public string? Token { get; set; } = NewToken();

    /// <summary>Whether it understands the token as it is.</summary>
    public bool TakesRaw { get; set; } = true;

    /// <summary>Whether it understands the token in Base64.</summary>
    public bool TakesBase64 { get; set; } = true;

    /// <summary>Modules and sides that its details list; addresses are <c>/{module}</c>.</summary>
    public IList<(string Module, string Side)> Endpoints { get; } =
    [
        ("credentials", "SENDER"), ("locations", "RECEIVER"), ("tariffs", "RECEIVER"), ("sessions", "RECEIVER"), ("cdrs", "RECEIVER"), ("tokens", "SENDER"),
    ];

    /// <summary>The credentials that were given to it, as text; null before.</summary>
    public JsonObject? Given { get; private set; }

    /// <summary>What is done instead, by path.</summary>
    public ConcurrentDictionary<string, Func<HttpContext, Task>> Scripts { get; } = new(StringComparer.Ordinal);

    /// <summary>What is done with a request that knows the token and that nothing else answers; null is a 404.</summary>
    public Func<HttpContext, Task>? Otherwise { get; set; }

    public ConcurrentQueue<SeenRequest> Requests { get; } = new();

    public static async Task<FakePeer> StartAsync(OcpiVersion version, string role = "EMSP")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var peer = new FakePeer(app, version, role);
        app.Run(peer.AnswerAsync);
        await app.StartAsync();
        peer.Address = app.Urls.First();
        return peer;
    }

    public static string NewToken() => Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    // ---- scripts ----

    public static Func<HttpContext, Task> Status(int status, string body = "") => http =>
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsync(body);
    };

    public static Func<HttpContext, Task> Data(string json, int code = 1000) => http => WriteAsync(http, JsonNode.Parse(json), code);

    public static Func<HttpContext, Task> Redirect(string url) => http =>
    {
        http.Response.StatusCode = 302;
        http.Response.Headers.Location = url;
        return Task.CompletedTask;
    };

    /// <summary>Never answers.</summary>
    public static async Task Silence(HttpContext http)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            http.Abort();
        }
    }

    /// <summary>Sends without end.</summary>
    public static async Task Flood(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        var chunk = Encoding.ASCII.GetBytes(new string('[', 64 * 1024));
        try
        {
            while (!http.RequestAborted.IsCancellationRequested)
                await http.Response.Body.WriteAsync(chunk, http.RequestAborted);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            http.Abort();
        }
    }

    public static Task WriteAsync(HttpContext http, JsonNode? data, int code = 1000)
    {
        var envelope = new JsonObject { ["status_code"] = code, ["status_message"] = "said by the fake", ["timestamp"] = "2026-01-01T00:00:00Z" };
        if (data is not null)
            envelope["data"] = data;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(envelope.ToJsonString());
    }

    // ---- as a client of our party ----

    /// <summary>Its credentials object.</summary>
    public string Credentials(string? token = null)
    {
        var details = new JsonObject { ["name"] = "Fake" };
        var credentials = new JsonObject { ["token"] = token ?? Token, ["url"] = VersionsUrl };
        if (Version == OcpiVersion.V211)
        {
            credentials["business_details"] = details;
            credentials["party_id"] = PartyId;
            credentials["country_code"] = CountryCode;
        }
        else
        {
            credentials["roles"] = new JsonArray(new JsonObject { ["role"] = Role, ["business_details"] = details, ["party_id"] = PartyId, ["country_code"] = CountryCode });
        }

        return credentials.ToJsonString();
    }

    /// <summary>Shows token A and gives its credentials.</summary>
    public Task<OcpiReply> PostCredentialsAsync(TestParty party, string? tokenA = null) =>
        OcpiReply.SendAsync(Http, party.Request(HttpMethod.Post, "credentials", tokenA ?? party.TokenA, Credentials()));

    /// <summary>The whole handshake; returns token C.</summary>
    public async Task<string> RegisterAsync(TestParty party, string? tokenA = null)
    {
        var reply = await PostCredentialsAsync(party, tokenA);
        return reply.Code == 1000 && reply.Data?["token"] is { } token
            ? token.GetValue<string>()
            : throw new InvalidOperationException($"The handshake ended with HTTP {reply.Http}, {reply.Code}: {reply.Message}");
    }

    /// <summary>Asks our party.</summary>
    public static Task<OcpiReply> AskAsync(TestParty party, HttpMethod method, string path, string? token, string? json = null) =>
        OcpiReply.SendAsync(Http, party.Request(method, path, token, json));

    public async ValueTask DisposeAsync()
    {
        // Silent answers must not hold up the end.
        using var stop = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(stop.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        var path = http.Request.Path.Value ?? "";
        var headers = http.Request.Headers.ToDictionary(static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Requests.Enqueue(new SeenRequest(http.Request.Method, path, http.Request.QueryString.Value ?? "", headers, body));
        http.Items["body"] = body;
        if (Scripts.TryGetValue(path, out var script))
            await script(http);
        else if (!IsKnown(http.Request.Headers.Authorization.ToString()))
            await Status(401)(http);
        else if (path == "/versions")
            await WriteAsync(http, new JsonArray(new JsonObject { ["version"] = "2.0", ["url"] = $"{Address}/2.0" }, new JsonObject { ["version"] = Version.Number(), ["url"] = $"{Address}/{Version.Number()}" }));
        else if (path == $"/{Version.Number()}")
            await WriteAsync(http, Details());
        else if (path == "/credentials" && http.Request.Method is "POST" or "PUT")
            await TakeCredentialsAsync(http, body);
        else if (path == "/credentials" && http.Request.Method == "DELETE")
            await WriteAsync(http, null);
        else
            await (Otherwise ?? Status((int)HttpStatusCode.NotFound))(http);
    }

    /// <summary>As the receiver of a handshake: calls back with the given token before it answers with its own.</summary>
    private async Task TakeCredentialsAsync(HttpContext http, string body)
    {
        Given = JsonNode.Parse(body)!.AsObject();
        var request = new HttpRequestMessage(HttpMethod.Get, Given["url"]!.GetValue<string>());
        request.Headers.TryAddWithoutValidation("Authorization", $"Token {Convert.ToBase64String(Encoding.UTF8.GetBytes(Given["token"]!.GetValue<string>()))}");
        var versions = await OcpiReply.SendAsync(Http, request);
        if (versions.Code != 1000)
        {
            await WriteAsync(http, null, 3001);
            return;
        }

        Token = NewToken();
        await WriteAsync(http, JsonNode.Parse(Credentials()));
    }

    private JsonObject Details()
    {
        var list = new JsonArray();
        foreach (var (module, side) in Endpoints)
        {
            var endpoint = new JsonObject { ["identifier"] = module, ["url"] = $"{Address}/{module}" };
            if (Version == OcpiVersion.V221)
                endpoint["role"] = side;
            list.Add((JsonNode)endpoint);
        }

        return new JsonObject { ["version"] = Version.Number(), ["endpoints"] = list };
    }

    private bool IsKnown(string authorization) =>
        Token is null
        || (TakesRaw && authorization == $"Token {Token}")
        || (TakesBase64 && authorization == $"Token {Convert.ToBase64String(Encoding.UTF8.GetBytes(Token))}");
}
