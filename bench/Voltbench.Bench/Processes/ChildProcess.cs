using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Voltbench.Bench.Processes;

/// <summary>A child whose output is kept; it is ended with its owner, by its own id.</summary>
internal sealed partial class ChildProcess : IAsyncDisposable
{
    private const int SigTerm = 15;
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(15);

    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly List<string> _output = [];

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    public static ChildProcess Start(string program, IReadOnlyList<string> arguments, params IReadOnlyList<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = new Process { StartInfo = start };
        var child = new ChildProcess(process);
        process.OutputDataReceived += (_, e) => child.Keep(e.Data);
        process.ErrorDataReceived += (_, e) => child.Keep(e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Waits for the first line that fits.</summary>
    /// <exception cref="BenchException">The child ended, or the line did not come.</exception>
    public async Task<string> LineAsync(Func<string, bool> fits, TimeSpan limit, CancellationToken ct)
    {
        var line = "";
        await Wait.UntilAsync(
            "a line of output",
            limit,
            () =>
            {
                lock (_gate)
                    line = _output.Find(l => fits(l)) ?? "";
                if (line.Length == 0 && _process.HasExited)
                    throw new BenchException($"A child ended with code {_process.ExitCode}: {Tail()}");
                return Task.FromResult(line.Length > 0);
            },
            ct);
        return line;
    }

    public async Task<string> ToEndAsync(CancellationToken ct)
    {
        await _process.WaitForExitAsync(ct);
        lock (_gate)
            return _process.ExitCode == 0 ? string.Join('\n', _output) : throw new BenchException($"A child ended with code {_process.ExitCode}: {Tail()}");
    }

    /// <summary>SIGKILL: what a power cut looks like.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _ = Signal(_process.Id, SigTerm);
            using var limit = new CancellationTokenSource(StopLimit, TimeProvider.System);
            try
            {
                await _process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                await KillAsync();
            }
        }

        _process.Dispose();
    }

    public string Tail()
    {
        lock (_gate)
            return string.Join(" | ", _output.TakeLast(6));
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_gate)
        {
            _output.Add(line);
            if (_output.Count > 2000)
                _output.RemoveRange(0, 1000);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int pid, int signal);
}
