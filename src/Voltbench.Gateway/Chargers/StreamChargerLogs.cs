using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Chargers;
using Voltbench.Lab.FrameLog;

namespace Voltbench.Gateway.Chargers;

/// <summary>
/// <c>GET /ocpp/chargers/{charger_id}/logs/stream</c>: the frames of a charger as server-sent events from now on, or from after <c>Last-Event-ID</c>.
/// </summary>
internal static class StreamChargerLogs
{
    private const string LastEventId = "Last-Event-ID";

    /// <summary>A comment at least this often, so that proxies keep the connection and a client that left is noticed.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    public static void MapStreamChargerLogs(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpp/chargers/{charger_id}/logs/stream", GetAsync)
            .Describe("stream_charger_logs", "Follow the OCPP frames of a charger as they come")
            .Query(GetChargerLogs.MarksParameter)
            .Header(LastEventId, "The id of the last frame received: the stream goes on after it. Without it the stream begins now.")
            .Produces<ChargerLogItem>(StatusCodes.Status200OK, "text/event-stream")
            .Also(StatusCodes.Status404NotFound);

    private static async Task<IResult> GetAsync(
        HttpContext http, Tenant tenant, ChargerReader chargers, FrameReader frames, IHostApplicationLifetime lifetime, CancellationToken ct)
    {
        var input = new RequestReader(http);
        var id = input.PathText("charger_id");
        var after = ReadPosition(http, input.Violations);
        var marks = input.Query.Bool("marks", fallback: false);
        if (input.Violations.Any)
            return input.Violations.Result;
        if (await chargers.FindAsync(tenant.OrganizationId, id, ct) is not { } charger)
            return GetCharger.Missing(id);

        // A stream has no end of its own: it must not hold up the end of the gateway.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping);
        await SendAsync(http.Response, frames, charger.Key, after, marks, end.Token);
        return Results.Empty;
    }

    private static long? ReadPosition(HttpContext http, Violations violations)
    {
        var text = http.Request.Headers[LastEventId].ToString();
        if (text.Length == 0)
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seq))
            return seq;

        violations.Add(Loc.Header("last-event-id"), ViolationType.IntParsing, Echo.Text(text));
        return null;
    }

    private static async Task SendAsync(HttpResponse response, FrameReader frames, long key, long? after, bool marks, CancellationToken ct)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await response.WriteAsync(": connected\n\n", ct);
            await response.Body.FlushAsync(ct);
            var buffer = new ArrayBufferWriter<byte>(4096);
            await foreach (var row in frames.FollowAsync(key, after, KeepAlive, marks, ct))
            {
                buffer.ResetWrittenCount();
                Write(buffer, row);
                await response.Body.WriteAsync(buffer.WrittenMemory, ct);
                await response.Body.FlushAsync(ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The client went away, or the gateway stops; the client resumes with Last-Event-ID.
        }
    }

    private static void Write(ArrayBufferWriter<byte> buffer, FrameRow? row)
    {
        if (row is null)
        {
            buffer.Write(": keep-alive\n\n"u8);
            return;
        }

        buffer.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {row.Seq}\nevent: frame\ndata: ")));
        using (var json = new Utf8JsonWriter(buffer, JsonText.WriterOptions))
            JsonSerializer.Serialize(json, ChargerLogItem.Of(row), ChargersJson.Default.ChargerLogItem);
        buffer.Write("\n\n"u8);
    }
}
