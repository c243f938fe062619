using System.CommandLine;
using Voltbench.Bench;
using Voltbench.Bench.Csms;
using Voltbench.Bench.Fleet;

// Children of the rig: the same executable in another process, so that their memory and time are their own.
if (args is ["csms", .. var csms])
    return await CsmsMode.RunAsync(csms);
if (args is ["floor", var url, var count])
    return await SocketFloor.RunAsync(new Uri(url), int.Parse(count, System.Globalization.CultureInfo.InvariantCulture));

return await BenchCommand.Create().Parse(args).InvokeAsync();
