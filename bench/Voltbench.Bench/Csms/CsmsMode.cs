using System.Globalization;
using System.Runtime.InteropServices;

namespace Voltbench.Bench.Csms;

/// <summary><c>csms --port N [--heartbeat SECONDS]</c>: the minimal CSMS until SIGINT or SIGTERM.</summary>
public static class CsmsMode
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var port = Option(args, "--port", 0);
        var heartbeat = Option(args, "--heartbeat", 300);
        using var stop = new CancellationTokenSource();
        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        await new MinimalCsms(port, heartbeat, TimeProvider.System)
            .RunAsync(bound => Console.WriteLine($"csms listening on ws://127.0.0.1:{bound}/"), stop.Token);
        return 0;
    }

    private static int Option(IReadOnlyList<string> args, string name, int otherwise)
    {
        for (var i = 0; i < args.Count - 1; i++)
        {
            if (args[i] == name)
                return int.Parse(args[i + 1], CultureInfo.InvariantCulture);
        }

        return otherwise;
    }
}
