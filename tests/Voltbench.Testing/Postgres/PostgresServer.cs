using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Voltbench.Testing.Postgres;

/// <summary>
/// A PostgreSQL of its own in a temporary directory, on a unix socket only. A watchdog shell owns it: when its standard input closes –
/// because the tests end, or their process dies – it stops the server and removes the directory.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Watchdog =
        """
        trap '' INT TERM HUP
        dir=$1; bin=$2; shift 2
        as=""; [ "$(id -u)" = 0 ] && { chown postgres "$dir"; as="runuser -u postgres --"; }
        cleanup() { rm -rf "$dir"; }
        $as "$bin/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log"; cleanup; exit 1; }
        $as "$bin/postgres" -D "$dir/data" -k "$dir" -c listen_addresses= "$@" >"$dir/server.log" 2>&1 </dev/null &
        pid=$!
        echo started
        cat >/dev/null
        [ -s "$dir/data/postmaster.pid" ] && kill -INT "$(head -n 1 "$dir/data/postmaster.pid")" 2>/dev/null
        wait $pid
        cleanup
        """;

    /// <summary>Speed before durability: these databases live for one test run.</summary>
    private static readonly string[] Settings =
    [
        "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_connections=400",
        "-c", "shared_buffers=64MB", "-c", "autovacuum=off",
    ];

    private readonly Process _watchdog;

    private PostgresServer(Process watchdog, string directory)
    {
        (_watchdog, Directory) = (watchdog, directory);
    }

    public string Directory { get; }

    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder { Host = Directory, Username = "postgres", Database = database }.ConnectionString;

    public static async Task<PostgresServer> StartAsync(TimeProvider time)
    {
        // Short, because a socket path may have 107 characters only; readable for the user postgres.
        var directory = System.IO.Directory.CreateTempSubdirectory("vbpg").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(directory, (UnixFileMode)Convert.ToInt32("755", 8));
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])["-c", Watchdog, "voltbench-postgres", directory, FindBinaries(), .. Settings])
            start.ArgumentList.Add(argument);
        var watchdog = Process.Start(start)!;
        var server = new PostgresServer(watchdog, directory);
        if (await watchdog.StandardOutput.ReadLineAsync() is not "started")
            throw new InvalidOperationException($"initdb failed: {await watchdog.StandardOutput.ReadToEndAsync()}");
        await server.WaitUntilReadyAsync(time);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        _watchdog.StandardInput.Close();
        await _watchdog.WaitForExitAsync();
        _watchdog.Dispose();
    }

    private async Task WaitUntilReadyAsync(TimeProvider time)
    {
        var settings = new NpgsqlConnectionStringBuilder(ConnectionString("postgres")) { Pooling = false };
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(settings.ConnectionString);
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (attempt < 600 && !_watchdog.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), time);
            }
        }
    }

    private static string FindBinaries()
    {
        const string Debian = "/usr/lib/postgresql";
        var versions = System.IO.Directory.Exists(Debian) ? System.IO.Directory.GetDirectories(Debian) : [];
        var newest = versions
            .Where(path => File.Exists(Path.Combine(path, "bin", "initdb")))
            .MaxBy(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var version) ? version : 0);
        return newest is null
            ? throw new InvalidOperationException("The tests need PostgreSQL: apt-get install postgresql")
            : Path.Combine(newest, "bin");
    }
}
