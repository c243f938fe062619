using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Voltbench.EndToEnd.Tests.Processes;

/// <summary>
/// The built gateway as a process of its own on a free loopback port, with its private PostgreSQL in a temporary folder, so that a
/// test can kill it as the kernel would and start it again on the same folder.
/// </summary>
public sealed class GatewayProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly StringBuilder _output = new();
    private readonly string _data;
    private readonly string[] _settings;
    private readonly int? _files;
    private Process? _process;

    private GatewayProcess(string data, int port, string[] settings, int? files)
    {
        _files = files;
        _data = data;
        _settings = settings;
        Port = port;
        Client = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) };
    }

    public int Port { get; }

    /// <summary>Carries a token of the first organization.</summary>
    public HttpClient Client { get; }

    /// <summary>What the process wrote so far; for the message of a failing test.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public static Task<GatewayProcess> StartAsync(params string[] settings) => StartAsync(files: null, settings);

    /// <param name="files">Files that the gateway may open (<c>ulimit -n</c>); null = as many as the test.</param>
    /// <param name="settings">For <c>--set</c>.</param>
    public static async Task<GatewayProcess> StartAsync(int? files, params string[] settings)
    {
        var data = DataFolder.Create("vb-e2e-");
        var gateway = new GatewayProcess(data, FreePort(), settings, files);
        await gateway.StartAgainAsync();
        var token = await gateway.RunToEndAsync("token", "--data", data);
        gateway.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Trim());
        return gateway;
    }

    /// <summary>SIGKILL to the gateway alone: its PostgreSQL stays, as after a crash.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>SIGTERM; returns the exit code.</summary>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);
        var code = _process.ExitCode;
        _process.Dispose();
        _process = null;
        return code;
    }

    public async Task StartAgainAsync()
    {
        _process = Launch(["serve", "--port", Port.ToString(CultureInfo.InvariantCulture), "--data", _data, .. _settings.SelectMany(s => new[] { "--set", s.Replace("{port}", Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) })], _files);
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var started = TimeProvider.System.GetTimestamp();
        while (!await IsHealthyAsync())
        {
            if (_process.HasExited || TimeProvider.System.GetElapsedTime(started) > StartLimit)
                throw new InvalidOperationException($"the gateway did not start:\n{Output}");
            // The process says nothing else when it is ready to a stranger; this is how a load balancer asks too.
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // A test may end with the gateway killed: start it once more, so that a clean stop takes its PostgreSQL along.
        if (_process is null)
            await StartAgainAsync();
        await StopAsync();
        Client.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private async Task<bool> IsHealthyAsync()
    {
        try
        {
            using var answer = await Client.GetAsync("/health");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static Process Launch(IEnumerable<string> arguments, int? files = null)
    {
        var start = new ProcessStartInfo(files is null ? "dotnet" : "bash") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        if (files is { } most)
        {
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(string.Create(CultureInfo.InvariantCulture, $"ulimit -n {most}; exec dotnet \"$0\" \"$@\""));
        }

        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "voltbench.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private async Task<string> RunToEndAsync(params string[] arguments)
    {
        using var process = Launch(arguments);
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"{arguments[0]}: {await process.StandardError.ReadToEndAsync()}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
            _output.AppendLine(line.Data);
    }
}
