using System.CommandLine;
using Voltbench.Bench.Api;
using Voltbench.Bench.Fleet;
using Voltbench.Bench.Ocpi;
using Voltbench.Bench.Reports;

namespace Voltbench.Bench;

/// <summary>The command line of the rig.</summary>
internal static class BenchCommand
{
    public static RootCommand Create()
    {
        var gateway = new Option<string>("--gateway") { Description = "voltbench.dll to measure.", Recursive = true, Required = true };
        var write = new Option<bool>("--write") { Description = "Append the tables to docs/benchmarks.md.", Recursive = true };
        var root = new RootCommand("Measures a gateway on this machine. Without a name: fleet, api, ocpi.") { gateway, write, Fleet(gateway, write), Api(gateway, write), Ocpi(gateway, write) };
        root.SetAction((parsed, ct) => RunAsync(
            parsed.GetValue(write),
            [
                token => FleetBench.RunAsync(new FleetBenchOptions(parsed.GetValue(gateway)!, 1000, 60, 1), token),
                token => ApiBench.RunAsync(new ApiBenchOptions(parsed.GetValue(gateway)!, 16, 10), token),
                token => OcpiBench.RunAsync(new OcpiBenchOptions(parsed.GetValue(gateway)!, 10_000, 1_000, 1_000, 16, 10), token),
            ],
            ct));
        return root;
    }

    private static Command Fleet(Option<string> gateway, Option<bool> write)
    {
        var chargers = Number("--chargers", "Chargers to provision.", 1000, 2, 10_000);
        var seconds = Number("--seconds", "Length of the session phase.", 60, 5, 3600);
        var command = new Command("fleet", "Provision, boot, charge, kill and restart a fleet against a minimal CSMS.") { chargers, seconds };
        command.SetAction((parsed, ct) => RunAsync(
            parsed.GetValue(write),
            [token => FleetBench.RunAsync(new FleetBenchOptions(parsed.GetValue(gateway)!, parsed.GetValue(chargers), parsed.GetValue(seconds), 1), token)],
            ct));
        return command;
    }

    private static Command Api(Option<string> gateway, Option<bool> write)
    {
        var connections = Number("--connections", "Keep-alive connections.", 16, 1, 1000);
        var seconds = Number("--seconds", "Length of each measurement.", 10, 1, 600);
        var command = new Command("api", "Requests per second of location create, get and list beside a bare endpoint.") { connections, seconds };
        command.SetAction((parsed, ct) => RunAsync(
            parsed.GetValue(write),
            [token => ApiBench.RunAsync(new ApiBenchOptions(parsed.GetValue(gateway)!, parsed.GetValue(connections), parsed.GetValue(seconds)), token)],
            ct));
        return command;
    }

    private static Command Ocpi(Option<string> gateway, Option<bool> write)
    {
        var listed = Number("--listed", "Locations of the CPO whose list is read.", 10_000, 1, 100_000);
        var created = Number("--created", "Locations of the bulk create, with four chargers each.", 1_000, 1, OcpiApi.MostAtOnce);
        var changes = Number("--changes", "EVSEs that change their status at once, at most four for each created location.", 1_000, 4, 4 * OcpiApi.MostAtOnce);
        var connections = Number("--connections", "Keep-alive connections that read pages.", 16, 1, 64);
        var seconds = Number("--seconds", "Length of the reading.", 10, 1, 600);
        var command = new Command("ocpi", "Bulk create of locations, push of status changes, and the list of locations page by page.") { listed, created, changes, connections, seconds };
        command.SetAction((parsed, ct) => RunAsync(
            parsed.GetValue(write),
            [
                token => OcpiBench.RunAsync(
                    new OcpiBenchOptions(
                        parsed.GetValue(gateway)!, parsed.GetValue(listed), parsed.GetValue(created), parsed.GetValue(changes), parsed.GetValue(connections), parsed.GetValue(seconds)),
                    token),
            ],
            ct));
        return command;
    }

    private static Option<int> Number(string name, string description, int otherwise, int min, int max)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < min || result.GetValueOrDefault<int>() > max)
                result.AddError(FormattableString.Invariant($"{name} must be {min} to {max}."));
        });
        return option;
    }

    private static async Task<int> RunAsync(bool write, IReadOnlyList<Func<CancellationToken, Task<Report>>> benches, CancellationToken ct)
    {
        try
        {
            foreach (var bench in benches)
            {
                var report = await bench(ct);
                report.Print();
                if (write)
                    await report.AppendAsync(BenchmarksPage.Find(), ct);
            }

            return 0;
        }
        catch (BenchException e)
        {
            await Console.Error.WriteLineAsync($"bench: {e.Message}");
            return 1;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("bench: stopped");
            return 130;
        }
    }
}
