using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Voltbench.Lab.Database.Private;

/// <summary>
/// A PostgreSQL server of the lab's own, in <c>postgres</c> below the data directory and reachable over a unix socket alone. The server is a
/// daemon in a session of its own: Ctrl-C at the terminal reaches the gateway only, and a gateway that was killed finds it running, or
/// starts it again. Disposing stops it. One gateway at a time owns a data directory; the lock goes with the process, whatever ends it.
/// </summary>
public sealed partial class PrivatePostgres : IAsyncDisposable
{
    private const string UserName = "voltbench";
    private const string DatabaseName = "voltbench";

    /// <summary>Crash recovery of 2 GB of log is a matter of seconds; a minute is a broken machine.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    /// <summary>Seconds for the last checkpoint; a gateway that is told to stop has ten for everything.</summary>
    private const int StopSeconds = 4;

    private readonly PostgresBinaries _binaries;
    private readonly ClusterFolder _folder;
    private readonly FileStream _lock;
    private readonly ILogger _log;

    private PrivatePostgres(PostgresBinaries binaries, ClusterFolder folder, FileStream @lock, string socketDirectory, ILogger log)
    {
        (_binaries, _folder, _lock, _log) = (binaries, folder, @lock, log);
        ConnectionString = Connect(socketDirectory, DatabaseName).ConnectionString;
    }

    public string ConnectionString { get; }

    /// <summary>Makes the cluster if there is none, starts the server if it does not run, and creates the database.</summary>
    /// <param name="dataDirectory">Absolute path; created when missing.</param>
    /// <param name="binaries">Directory of PostgreSQL's programs; null searches Debian's places and PATH.</param>
    /// <exception cref="PrivatePostgresException">PostgreSQL is missing or does not start, or another gateway uses the directory.</exception>
    public static async Task<PrivatePostgres> StartAsync(string dataDirectory, string? binaries, TimeProvider time, ILogger log, CancellationToken ct)
    {
        Directory.CreateDirectory(dataDirectory);
        var @lock = Lock(dataDirectory);
        try
        {
            var folder = await ClusterFolder.PrepareAsync(dataDirectory, ct);
            var programs = await PostgresBinaries.FindAsync(binaries, MajorOf(folder.Cluster), ct);
            if (MajorOf(folder.Cluster) is null)
                await InitialiseAsync(programs, folder, log, ct);
            var socketDirectory = await FindRunningAsync(folder, time, log, ct) ?? await StartServerAsync(programs, folder, log, ct);
            await CreateDatabaseAsync(socketDirectory, ct);
            return new PrivatePostgres(programs, folder, @lock, socketDirectory, log);
        }
        catch (Exception e)
        {
            await @lock.DisposeAsync();
            if (e is UnauthorizedAccessException or IOException or NpgsqlException)
                throw new PrivatePostgresException($"The private PostgreSQL in {dataDirectory} cannot be used: {e.Message}", e);
            throw;
        }
    }

    /// <summary>Stops the server: clients are cut off, everything committed is on disk.</summary>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        var running = PostmasterPid.Read(_folder.Cluster);
        if (running?.IsAlive() == true)
            await StopServerAsync();
        if (running is { SocketDirectory: { Length: > 0 } sockets } && sockets != _folder.Cluster && Directory.Exists(sockets) && !Directory.EnumerateFileSystemEntries(sockets).Any())
            Directory.Delete(sockets);
        await _lock.DisposeAsync();
    }

    private async Task StopServerAsync()
    {
        var stop = new[] { "stop", "-D", _folder.Cluster, "-s", "-w", "-t", StopSeconds.ToString(CultureInfo.InvariantCulture), "-m" };
        var result = await PostgresCommand.RunAsync(_folder.User, _binaries["pg_ctl"], [.. stop, "fast"], CancellationToken.None);
        if (result.ExitCode != 0 && PostmasterPid.Read(_folder.Cluster)?.IsAlive() == true)
        {
            LogStoppedAtOnce(_log, result.Output);
            await PostgresCommand.RunAsync(_folder.User, _binaries["pg_ctl"], [.. stop, "immediate"], CancellationToken.None);
        }
    }

    private static FileStream Lock(string dataDirectory)
    {
        var file = Path.Combine(dataDirectory, "gateway.lock");
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists(file))
        {
            throw new PrivatePostgresException($"Another gateway runs on {dataDirectory}. Stop it, or choose another directory with --data.", e);
        }
    }

    private static int? MajorOf(string cluster)
    {
        var file = Path.Combine(cluster, "PG_VERSION");
        return File.Exists(file) ? int.Parse(File.ReadAllText(file).Trim(), CultureInfo.InvariantCulture) : null;
    }

    private static async Task InitialiseAsync(PostgresBinaries programs, ClusterFolder folder, ILogger log, CancellationToken ct)
    {
        LogInitialising(log, programs.Major, folder.Cluster);
        // Made aside and renamed: a kill in the middle of initdb leaves no half cluster behind.
        var fresh = folder.Cluster + ".new";
        if (Directory.Exists(fresh))
            Directory.Delete(fresh, recursive: true);
        string[] arguments = ["-D", fresh, "--username", UserName, "--encoding", "UTF8", "--locale", "C.UTF-8", "--auth", "trust", "--no-instructions"];
        await PostgresCommand.RequireAsync(folder.User, programs["initdb"], arguments, ct);
        await ClusterSettings.IncludeAsync(fresh, ct);
        Directory.Move(fresh, folder.Cluster);
    }

    /// <returns>The socket directory of a server that survived its gateway; null when one has to be started.</returns>
    private static async Task<string?> FindRunningAsync(ClusterFolder folder, TimeProvider time, ILogger log, CancellationToken ct)
    {
        var start = time.GetTimestamp();
        while (PostmasterPid.Read(folder.Cluster) is { } server)
        {
            if (!server.IsAlive())
            {
                LogStale(log, server.ProcessId);
                File.Delete(PostmasterPid.FileOf(folder.Cluster));
                return null;
            }

            if (server.SocketDirectory.Length > 0 && await AnswersAsync(server.SocketDirectory, ct))
            {
                LogReused(log, folder.Cluster, server.ProcessId);
                return server.SocketDirectory;
            }

            // It is starting, recovering or stopping: wait for what becomes of it.
            if (time.GetElapsedTime(start) > StartLimit)
                throw new PrivatePostgresException($"PostgreSQL (pid {server.ProcessId}) runs in {folder.Cluster} but does not answer. See {folder.LogFile}.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), time, ct);
        }

        return null;
    }

    private static async Task<string> StartServerAsync(PostgresBinaries programs, ClusterFolder folder, ILogger log, CancellationToken ct)
    {
        var sockets = await folder.SocketDirectoryAsync(ct);
        await ClusterSettings.WriteAsync(folder.Cluster, sockets.Path, ct);
        var seconds = ((int)StartLimit.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var result = await PostgresCommand.RunAsync(
            folder.User,
            programs["pg_ctl"],
            ["start", "-D", folder.Cluster, "-l", folder.LogFile, "-w", "-t", seconds, "-s"],
            ct);
        if (result.ExitCode != 0)
        {
            if (sockets.IsTemporary)
                Directory.Delete(sockets.Path, recursive: true);
            throw new PrivatePostgresException($"PostgreSQL did not start: {result.Output} {LastLines(folder.LogFile)}");
        }

        LogStarted(log, programs.Major, folder.Cluster);
        return sockets.Path;
    }

    private static string LastLines(string logFile) =>
        File.Exists(logFile) ? string.Join(' ', File.ReadLines(logFile).TakeLast(5)) : "";

    private static async Task<bool> AnswersAsync(string socketDirectory, CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(Connect(socketDirectory, "postgres").ConnectionString);
            await connection.OpenAsync(ct);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static async Task CreateDatabaseAsync(string socketDirectory, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(Connect(socketDirectory, "postgres").ConnectionString);
        await connection.OpenAsync(ct);
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection) { Parameters = { new() { Value = DatabaseName } } };
        if (await exists.ExecuteScalarAsync(ct) is not null)
            return;
        await using var create = new NpgsqlCommand($"create database {DatabaseName}", connection);
        await create.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlConnectionStringBuilder Connect(string socketDirectory, string database) =>
        new() { Host = socketDirectory, Port = 5432, Username = UserName, Database = database, Pooling = database != "postgres" };
}
