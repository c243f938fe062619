using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Voltbench.Bench.Processes;

/// <summary>A gateway in a process of its own, with a private database in a temporary folder, that can be killed and started again.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly string _program;
    private readonly string _data;
    private readonly (string, string)[] _environment;
    private readonly HttpClient _probe = new() { Timeout = TimeSpan.FromSeconds(2) };
    private ChildProcess _process;

    private GatewayHost(string program, string data, Uri url, (string, string)[] environment)
    {
        (_program, _data, Url, _environment) = (program, data, url, environment);
        _process = Launch();
    }

    public Uri Url { get; }

    public int ProcessId => _process.Id;

    /// <summary>Last lines of its log.</summary>
    public string Tail() => _process.Tail();

    public static async Task<GatewayHost> StartAsync(string program, IReadOnlyList<(string Name, string Value)> environment, CancellationToken ct)
    {
        if (!File.Exists(program))
            throw new BenchException($"There is no gateway at {program}; build it first.");
        var data = Directory.CreateTempSubdirectory("voltbench-bench-").FullName;
        // As root the database runs as another user, who must get through here.
        File.SetUnixFileMode(data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        var host = new GatewayHost(
            program,
            data,
            new Uri(FormattableString.Invariant($"http://127.0.0.1:{FreePort()}")),
            [.. environment, ("VOLTBENCH__Logging__LogLevel__Default", "Warning")]);
        try
        {
            await host.HealthyAsync(ct);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGKILL.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>The restart command; does not wait for health.</summary>
    public async Task StartAgainAsync()
    {
        await _process.DisposeAsync();
        _process = Launch();
    }

    public Task HealthyAsync(CancellationToken ct) => Wait.UntilAsync("the gateway's health", StartLimit, () => IsHealthyAsync(ct), ct);

    /// <param name="organization">Null for the first organization.</param>
    public async Task<string> TokenAsync(Guid? organization, CancellationToken ct)
    {
        string[] organizationFlag = organization is { } id ? ["--org", id.ToString()] : [];
        await using var child = ChildProcess.Start(_program, ["token", "--data", _data, .. organizationFlag]);
        return (await child.ToEndAsync(ct)).Trim();
    }

    public async Task<long> FrameRowsAsync(CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(ConnectionString());
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand("select count(*) from ocpp.frames", connection);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>The database server's first process.</summary>
    public int DatabaseProcessId() => int.Parse(PidLines()[0], CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _probe.Dispose();
        await EndDatabaseAsync();
        try
        {
            Directory.Delete(_data, recursive: true);
        }
        catch (IOException e)
        {
            await Console.Error.WriteLineAsync($"bench: {_data} could not be removed: {e.Message}");
        }
    }

    private ChildProcess Launch() =>
        ChildProcess.Start(_program, ["serve", "--data", _data, "--port", Url.Port.ToString(CultureInfo.InvariantCulture)], _environment);

    private async Task<bool> IsHealthyAsync(CancellationToken ct)
    {
        try
        {
            using var response = await _probe.GetAsync(new Uri(Url, "/health"), ct);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return _process.HasEnded ? throw new BenchException($"The gateway ended: {Tail()}") : false;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>A gateway that was killed leaves its database running.</summary>
    private async Task EndDatabaseAsync()
    {
        if (!File.Exists(PidFile))
            return;
        try
        {
            using var server = System.Diagnostics.Process.GetProcessById(DatabaseProcessId());
            server.Kill();
            await server.WaitForExitAsync();
        }
        catch (ArgumentException)
        {
            // It has ended since.
        }
    }

    private string PidFile => Path.Combine(_data, "postgres", "data", "postmaster.pid");

    private string[] PidLines() => File.ReadAllLines(PidFile);

    private string ConnectionString() => new NpgsqlConnectionStringBuilder
    {
        Host = PidLines()[4],
        Username = "voltbench",
        Database = "voltbench",
        Pooling = false,
    }.ConnectionString;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
