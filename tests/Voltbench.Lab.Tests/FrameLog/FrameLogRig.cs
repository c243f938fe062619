using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Voltbench.Lab.Database;
using Voltbench.Lab.FrameLog;
using Voltbench.Simulation;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.FrameLog;

/// <summary>A frame log on a database of its own, running until disposed.</summary>
internal sealed class FrameLogRig : IAsyncDisposable
{
    private readonly CancellationTokenSource _abort = new();
    private readonly LabDatabase _database;
    private Task _running = Task.CompletedTask;

    private FrameLogRig(string connectionString, FrameLogOptions options, TimeProvider time)
    {
        _database = new LabDatabase(connectionString);
        Time = time;
        Queue = new FrameQueue(options);
        Partitions = new FramePartitions(Source);
        Writer = new FrameWriter(Queue, Partitions, Source, Signals, options, time, NullLogger<FrameWriter>.Instance);
        Reader = new FrameReader(Source, Queue, Signals, time);
        Retention = new FrameRetention(Partitions, options, time, NullLogger<FrameRetention>.Instance);
    }

    public TimeProvider Time { get; }

    public NpgsqlDataSource Source => _database.Source;

    public FrameQueue Queue { get; }

    public FrameSignals Signals { get; } = new();

    public FramePartitions Partitions { get; }

    public FrameWriter Writer { get; }

    public FrameReader Reader { get; }

    public FrameRetention Retention { get; }

    public static async Task<FrameLogRig> StartAsync(PostgresFixture postgres, FrameLogOptions? options = null, TimeProvider? time = null, bool run = true)
    {
        var rig = new FrameLogRig(await postgres.CreateDatabaseAsync(), options ?? new FrameLogOptions(), time ?? TimeProvider.System);
        if (run)
            rig.Run();
        return rig;
    }

    public void Run() => _running = Writer.RunAsync(_abort.Token);

    public void Write(long key, string action, DateTimeOffset at, string? message = null, FrameDirection direction = FrameDirection.ToCsms, string? mark = null) =>
        Queue.Write(key, direction, action, Encoding.UTF8.GetBytes(message ?? $$"""[2,"1","{{action}}",{}]"""), at, mark);

    public async Task<long> CountAsync()
    {
        await using var command = Source.CreateCommand("select count(*) from ocpp.frames");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Lets the writer store everything and end.</summary>
    public async Task FinishAsync()
    {
        Queue.Complete();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        Queue.Complete();
        await _abort.CancelAsync();
        await _running;
        await Writer.DisposeAsync();
        await _database.DisposeAsync();
        _abort.Dispose();
    }

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
