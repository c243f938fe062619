using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Voltbench.Testing.Ocpi;

/// <summary>A request that a receiver got.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Body">UTF-8.</param>
/// <param name="Headers">By name, without case.</param>
public sealed record ReceivedPush(string Method, string Path, string Body, IReadOnlyDictionary<string, string> Headers);

/// <summary>What to answer with.</summary>
public sealed record PushAnswer(int Http = 200, int Code = 1000, string? Message = null, string? Raw = null)
{
    public static readonly PushAnswer Fine = new();
}

/// <summary>A receiver of OCPI pushes on a loopback port that keeps what it got and answers as a test says.</summary>
public sealed class FakeReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeReceiver(WebApplication app) => _app = app;

    /// <summary>Base of the receivers' URLs, with a slash at the end.</summary>
    public Uri Url => new(_app.Urls.First() + "/emsp/");

    /// <summary>Everything in the order it came.</summary>
    public ConcurrentQueue<ReceivedPush> Received { get; } = [];

    /// <summary>Decides each answer; may wait. Fine by default.</summary>
    public Func<ReceivedPush, CancellationToken, Task<PushAnswer>> Answer { get; set; } = static (_, _) => Task.FromResult(PushAnswer.Fine);

    /// <summary>Most requests that were inside at a time.</summary>
    public int MostAtOnce { get; private set; }

    public static async Task<FakeReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseKestrel();
        var app = builder.Build();
        var receiver = new FakeReceiver(app);
        var inside = 0;
        app.Run(async http =>
        {
            var now = Interlocked.Increment(ref inside);
            lock (receiver.Received)
                receiver.MostAtOnce = Math.Max(receiver.MostAtOnce, now);
            try
            {
                await receiver.ServeAsync(http);
            }
            finally
            {
                Interlocked.Decrement(ref inside);
            }
        });
        await app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ServeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        var headers = http.Request.Headers.ToDictionary(static h => h.Key, static h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var push = new ReceivedPush(http.Request.Method, http.Request.Path + http.Request.QueryString, body, headers);
        Received.Enqueue(push);
        var answer = await Answer(push, http.RequestAborted);
        http.Response.StatusCode = answer.Http;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(
            answer.Raw ?? $$"""{"status_code":{{answer.Code}},"status_message":"{{answer.Message ?? "ok"}}","timestamp":"2026-01-01T00:00:00Z"}""", http.RequestAborted);
    }
}
