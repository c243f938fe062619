using System.Globalization;

namespace Voltbench.Ocpp.Transport;

/// <summary>
/// How many sockets a process may still open. At the system's limit of open files the runtime can start no thread (an OutOfMemoryException in
/// its thread pool, which ends the process) and load no library, so connections stop before it. Counted at the opening and closing of a connection alone. Thread-safe.
/// </summary>
/// <param name="files">Files that the process may open; <see cref="int.MaxValue"/> = no limit.</param>
/// <param name="exhausted">Told once, when the first connection is held back.</param>
public sealed class SocketBudget(int files, Action<SocketBudget>? exhausted = null)
{
    private const int MostReserve = 768;
    private Action<SocketBudget>? _exhausted = exhausted;
    private int _used;

    /// <summary>Files that the process may open.</summary>
    public int Files { get; } = files;

    /// <summary>Files kept from connections of chargers: half, 768 at most. Loaded libraries alone are 250 open files; the pool of the database is up to 100, and there are peers.</summary>
    public int Reserve { get; } = Math.Min(MostReserve, files / 2);

    /// <summary>What there is to say to a person whose connection is held back.</summary>
    public string Advice => string.Create(
        CultureInfo.InvariantCulture,
        $"this process may open {Files} files, keeps {Reserve} for itself, and connections have taken the rest; raise the limit (ulimit -n) or add a gateway");

    /// <summary>The budget of this process under the limit it has now (<c>RLIMIT_NOFILE</c>); without limit where the system does not tell.</summary>
    public static SocketBudget OfProcess(Action<SocketBudget>? exhausted = null) => new(LimitOfFiles(), exhausted);

    /// <summary>Takes sockets for a connection that is dialled; the reserve stays untouched. What was taken is given back.</summary>
    public bool TryDial(int sockets) => TryTake(sockets, Files - Reserve);

    /// <summary>Takes the socket of an accepted connection. Three eighths of the reserve are for these: the API answers while chargers are held back.</summary>
    public bool TryAccept() => TryTake(1, Files - (Reserve * 5 / 8));

    public void Give(int sockets)
    {
        Interlocked.Add(ref _used, -sockets);
        TransportInstruments.Sockets.Add(-sockets);
    }

    private static int LimitOfFiles()
    {
        const string Name = "Max open files";
        try
        {
            var line = File.ReadLines("/proc/self/limits").FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal));
            var soft = line?[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
            return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var files) ? files : int.MaxValue;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return int.MaxValue;
        }
    }

    private bool TryTake(int sockets, int most)
    {
        if (Interlocked.Add(ref _used, sockets) <= most)
        {
            TransportInstruments.Sockets.Add(sockets);
            return true;
        }

        Interlocked.Add(ref _used, -sockets);
        Interlocked.Exchange(ref _exhausted, null)?.Invoke(this);
        return false;
    }
}
