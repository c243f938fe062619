using System.Globalization;
using Voltbench.Bench.Api;
using Voltbench.Bench.Processes;
using Voltbench.Bench.Reports;

namespace Voltbench.Bench.Ocpi;

/// <param name="Gateway">voltbench.dll.</param>
/// <param name="Listed">Locations of the CPO whose list is read.</param>
/// <param name="Created">Locations of the bulk create, each with four chargers.</param>
/// <param name="Changes">EVSEs that change their status at once; four for each created location at most.</param>
/// <param name="Connections">Keep-alive connections that read pages.</param>
/// <param name="Seconds">Length of the reading, s.</param>
internal sealed record OcpiBenchOptions(string Gateway, int Listed, int Created, int Changes, int Connections, int Seconds);

/// <summary>
/// A CPO as an eMSP meets it: how fast locations come into being, how fast their list is read, and how soon changes of status arrive. The eMSP is part of the
/// rig; the chargers are connected to the gateway's own CSMS.
/// </summary>
internal static class OcpiBench
{
    private const double AcceptBar = 1;
    private const double ReadyBar = 15;
    private const int ChargersPerLocation = 4;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ArrivalLimit = TimeSpan.FromMinutes(2);

    public static async Task<Report> RunAsync(OcpiBenchOptions options, CancellationToken ct)
    {
        await using var gateway = await GatewayHost.StartAsync(options.Gateway, [], ct);
        using var api = new OcpiApi(gateway.Url, await gateway.TokenAsync(Guid.NewGuid(), ct));
        await using var emsp = await BenchEmsp.StartAsync(ct);
        try
        {
            var rows = new List<(string Figure, string Value, string Bar)>();
            var created = await CreateAsync(api, options, rows, ct);
            await PushAsync(api, emsp, created, options, rows, ct);
            await ListAsync(gateway.Url, api, emsp, options, rows, ct);
            var command = string.Create(
                CultureInfo.InvariantCulture,
                $"./lab bench ocpi --listed {options.Listed} --created {options.Created} --changes {options.Changes} --connections {options.Connections} --seconds {options.Seconds}");
            return new Report("OCPI", command, ["figure", "value", "bar"], [.. rows.Select(r => (IReadOnlyList<string>)[r.Figure, r.Value, r.Bar])]);
        }
        catch (BenchException e)
        {
            throw new BenchException($"{e.Message} The gateway's last words: {gateway.Tail()}");
        }
    }

    private static async Task<BenchCpo> CreateAsync(OcpiApi api, OcpiBenchOptions options, List<(string, string, string)> rows, CancellationToken ct)
    {
        var time = TimeProvider.System;
        var cpo = await api.CreateCpoAsync("BNA", csms: null, ct);
        await api.CpoReadyAsync(cpo, ct);
        await Console.Error.WriteLineAsync($"Creating {options.Created} locations with {ChargersPerLocation} chargers each …");
        var start = time.GetTimestamp();
        var job = await api.CreateLocationsAsync(cpo, "retail-ac", options.Created, ct);
        var accepted = time.GetElapsedTime(start);
        await api.JobReadyAsync(job, options.Created, ct);
        var ready = time.GetElapsedTime(start);
        rows.Add((Text($"bulk create of {options.Created:#,0} locations × {ChargersPerLocation} chargers: 202"), Text($"{accepted.TotalSeconds:0.00} s"), Text($"≤ {AcceptBar} s")));
        rows.Add(("the same: READY", Text($"{ready.TotalSeconds:0.00} s"), Text($"≤ {ReadyBar} s (1,000)")));
        return cpo;
    }

    private static async Task PushAsync(
        OcpiApi api, BenchEmsp emsp, BenchCpo cpo, OcpiBenchOptions options, List<(string, string, string)> rows, CancellationToken ct)
    {
        var time = TimeProvider.System;
        var peer = await emsp.RegisterAsync(cpo, receives: true, ct);
        await Console.Error.WriteLineAsync("Waiting for the chargers …");
        await peer.AvailableAsync(ct);
        await emsp.QuietAsync(ct);
        var locations = await api.LocationsAsync(cpo, options.Changes / ChargersPerLocation, ct);
        await Console.Error.WriteLineAsync($"Plugging in at {options.Changes} EVSEs …");
        emsp.Forget();
        var start = time.GetTimestamp();
        await Parallel.ForEachAsync(
            locations,
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = ct },
            async (location, token) => await api.PlugInAsync(location, token));
        var told = time.GetElapsedTime(start);
        await Wait.UntilAsync(
            $"{options.Changes} changes of status at the eMSP (so far {emsp.Arrived})", ArrivalLimit, () => Task.FromResult(emsp.Arrived >= options.Changes), ct);
        var last = emsp.LastArrival(start);
        var delays = emsp.Delays();
        rows.Add((Text($"{options.Changes:#,0} changes of status: all commands accepted"), Text($"{told.TotalSeconds:0.00} s"), ""));
        rows.Add(("the same: the last at the eMSP", Text($"{last.TotalSeconds:0.00} s"), ""));
        rows.Add(("from last_updated to the eMSP, p50 / p99", Text($"{At(delays, 0.5):#,0} ms / {At(delays, 0.99):#,0} ms"), ""));
        await peer.DeleteAsync(ct);
    }

    private static async Task ListAsync(
        Uri gateway, OcpiApi api, BenchEmsp emsp, OcpiBenchOptions options, List<(string, string, string)> rows, CancellationToken ct)
    {
        var time = TimeProvider.System;
        // Nobody listens there: ten thousand chargers on the built-in CSMS are twenty thousand sockets, more than a process here may open.
        var cpo = await api.CreateCpoAsync("BNB", "ws://127.0.0.1:9/nobody", ct);
        await api.CpoReadyAsync(cpo, ct);
        await Console.Error.WriteLineAsync($"Filling a CPO with {options.Listed} locations …");
        for (var left = options.Listed - cpo.Locations; left > 0; left -= OcpiApi.MostAtOnce)
            await api.JobReadyAsync(await api.CreateLocationsAsync(cpo, "driveway-ac", Math.Min(left, OcpiApi.MostAtOnce), ct), Math.Min(left, OcpiApi.MostAtOnce), ct);
        var peer = await emsp.RegisterAsync(cpo, receives: false, ct);
        var walk = await peer.WalkAsync("locations", ct);
        var different = walk.Objects.Select(l => (string)l["id"]!).Distinct(StringComparer.Ordinal).Count();
        if (different != options.Listed || walk.Objects.Count != options.Listed)
            throw new BenchException($"The pages had {walk.Objects.Count} locations, {different} of them different; {options.Listed} were made.");
        var requests = walk.Pages.Select(page => HttpLoad.Request(gateway, "GET", page.PathAndQuery, null, null, [("Authorization", peer.Authorization)])).ToList();
        await Console.Error.WriteLineAsync($"Reading {requests.Count} pages with {options.Connections} connections …");
        await HttpLoad.RunAsync(gateway, requests, options.Connections, WarmUp, ct);
        var start = time.GetTimestamp();
        await peer.WalkAsync("locations", ct);
        var alone = time.GetElapsedTime(start);
        var load = await HttpLoad.RunAsync(gateway, requests, options.Connections, TimeSpan.FromSeconds(options.Seconds), ct);
        if (load.Failed > 0)
            throw new BenchException($"{load.Failed} pages were not answered with success.");
        var perPage = (options.Listed + requests.Count - 1) / requests.Count;
        rows.Add((Text($"list of {options.Listed:#,0} locations, {perPage} a page, one reader: all pages"), Text($"{alone.TotalSeconds:0.00} s"), ""));
        rows.Add((Text($"the same, {options.Connections} readers: pages per second"), Text($"{load.PerSecond:#,0}"), ""));
        rows.Add(("the same: p50 / p99 of a page", Text($"{load.P50Ms:0.0} ms / {load.P99Ms:0.0} ms"), ""));
    }

    private static double At(IReadOnlyList<double> sorted, double quantile) => sorted.Count == 0 ? 0 : sorted[(int)((sorted.Count - 1) * quantile)];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
