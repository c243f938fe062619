using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Voltbench.EndToEnd.Tests.FrontDoor;

/// <summary>Runs <c>./lab</c> and other commands of the documents in the checkout, as a person at a terminal would.</summary>
internal sealed class Shell : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private Shell(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = Checkout.Root, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["VOLTBENCH_BUILD"] = Checkout.Configuration;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public static Shell Lab(params string[] arguments) => new(Path.Combine(Checkout.Root, "lab"), arguments);

    /// <summary>Runs to the end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        await using var shell = new Shell(program, arguments);
        return (await shell.EndAsync(TimeSpan.FromMinutes(2)), shell.Output);
    }

    public static Task<(int ExitCode, string Output)> LabToEndAsync(params string[] arguments) => RunAsync(Path.Combine(Checkout.Root, "lab"), arguments);

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until the output holds a text.</summary>
    public async Task SeesAsync(string text, TimeSpan limit)
    {
        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            if (_process.HasExited || time.GetElapsedTime(start) > limit)
                throw new InvalidOperationException($"\"{text}\" did not come; the output is:\n{Output}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), time);
        }
    }

    /// <param name="name"><c>INT</c>, <c>TERM</c> or <c>KILL</c>.</param>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <returns>The exit code.</returns>
    /// <exception cref="TimeoutException">It did not end.</exception>
    public async Task<int> EndAsync(TimeSpan limit)
    {
        await _process.WaitForExitAsync().WaitAsync(limit, TimeProvider.System);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await SignalAsync("TERM");
            await EndAsync(TimeSpan.FromSeconds(30));
        }

        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
            _output.AppendLine(line.Data);
    }
}
