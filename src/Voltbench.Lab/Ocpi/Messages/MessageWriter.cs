using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using Voltbench.Lab.Database;

namespace Voltbench.Lab.Ocpi.Messages;

/// <summary>
/// The only consumer of the log: stores in batches, each with one COPY. A batch that meets a database failure is tried again; meanwhile the
/// queue fills and then drops, counted. Nothing waits for the disk (<c>synchronous_commit = off</c>): a power cut of the database machine may
/// cost the last 0.6 s.
/// </summary>
public sealed partial class MessageWriter(MessageLog messages, LabDatabase database, MessageLogOptions options, TimeProvider time, ILogger<MessageWriter> log) : BackgroundService
{
    private const string Copy = """
        copy ocpp.ocpi_messages (partner_operation_id, peer_id, direction, at, method, url, module, request_id, correlation_id,
                                 request, http_status, status_code, response, milliseconds)
        from stdin (format binary)
        """;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly List<OcpiMessage> _batch = [];
    private readonly List<TaskCompletionSource> _marks = [];

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        messages.Complete();
        if (ExecuteTask is { } running)
            await running.WaitAsync(Farewell, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await messages.Reader.WaitToReadAsync(stoppingToken))
            {
                if (messages.Reader.Count < options.BatchMessages)
                    await messages.LingerAsync(TimeSpan.FromMilliseconds(options.FlushMilliseconds), time);
                while (Collect())
                    await StoreAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            var left = _batch.Count;
            while (messages.Reader.TryRead(out var item))
            {
                left += item.Message is null ? 0 : 1;
                item.Mark?.TrySetCanceled(CancellationToken.None);
            }

            if (left > 0)
            {
                messages.Lost(left);
                LogLeftBehind(left);
            }
        }
    }

    private bool Collect()
    {
        while (_batch.Count < options.BatchMessages && messages.Reader.TryRead(out var item))
        {
            if (item.Mark is { } mark)
            {
                _marks.Add(mark);
                continue;
            }

            messages.Taken(item.Message!);
            _batch.Add(item.Message!);
        }

        return _batch.Count > 0 || _marks.Count > 0;
    }

    private async Task StoreAsync(CancellationToken ct)
    {
        var pause = TimeSpan.FromMilliseconds(50);
        while (_batch.Count > 0)
        {
            try
            {
                await CopyAsync(ct);
                MessageLogInstruments.Written.Add(_batch.Count);
                break;
            }
            catch (PostgresException e) when (!e.IsTransient && e.SqlState.StartsWith("22", StringComparison.Ordinal))
            {
                LogRefused(_batch.Count, e.MessageText);
                messages.Lost(_batch.Count);
                break;
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                MessageLogInstruments.Retries.Add(1);
                LogRetry(e, _batch.Count);
                await Task.Delay(pause, time, ct);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }

        foreach (var mark in _marks)
            mark.TrySetResult();
        _marks.Clear();
        _batch.Clear();
    }

    private async Task CopyAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using (var command = new NpgsqlCommand("set synchronous_commit = off", connection))
            await command.ExecuteNonQueryAsync(ct);
        await using var copy = await connection.BeginBinaryImportAsync(Copy, ct);
        foreach (var message in _batch)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(message.PartyId, NpgsqlDbType.Bigint, ct);
            await NumberAsync(copy, message.PeerId, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(message.Direction == MessageDirection.In ? "in" : "out", NpgsqlDbType.Text, ct);
            await copy.WriteAsync(message.At.UtcDateTime, NpgsqlDbType.TimestampTz, ct);
            await copy.WriteAsync(Clean(message.Method), NpgsqlDbType.Text, ct);
            await copy.WriteAsync(Clean(message.Url), NpgsqlDbType.Text, ct);
            await TextAsync(copy, message.Module, ct);
            await TextAsync(copy, message.RequestId, ct);
            await TextAsync(copy, message.CorrelationId, ct);
            await TextAsync(copy, Text(message.Request), ct);
            await NumberAsync(copy, message.HttpStatus, NpgsqlDbType.Integer, ct);
            await NumberAsync(copy, message.StatusCode, NpgsqlDbType.Integer, ct);
            await TextAsync(copy, Text(message.Response), ct);
            await copy.WriteAsync(message.Elapsed.TotalMilliseconds, NpgsqlDbType.Double, ct);
        }

        await copy.CompleteAsync(ct);
    }

    private static Task TextAsync(NpgsqlBinaryImporter copy, string? text, CancellationToken ct) =>
        text is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(Clean(text), NpgsqlDbType.Text, ct);

    private static Task NumberAsync<T>(NpgsqlBinaryImporter copy, T? number, NpgsqlDbType type, CancellationToken ct)
        where T : struct => number is { } value ? copy.WriteAsync(value, type, ct) : copy.WriteNullAsync(ct);

    private static string? Text(ReadOnlyMemory<byte> body) => body.IsEmpty ? null : Encoding.UTF8.GetString(body.Span);

    /// <summary>The text type takes neither NUL nor half of a surrogate pair.</summary>
    private static string Clean(string text)
    {
        if (text.Contains('\0'))
            text = text.Replace('\0', '\uFFFD');
        foreach (var c in text)
        {
            if (char.IsSurrogate(c))
                return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        }

        return text;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Messages} messages of OCPI could not be stored yet")]
    private partial void LogRetry(Exception e, int messages);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Messages} messages of OCPI were refused by the database: {Reason}")]
    private partial void LogRefused(int messages, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Messages} messages of OCPI were not stored before the stop")]
    private partial void LogLeftBehind(int messages);
}
