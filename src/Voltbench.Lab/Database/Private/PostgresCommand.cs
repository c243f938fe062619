using System.ComponentModel;
using System.Diagnostics;

namespace Voltbench.Lab.Database.Private;

/// <summary>Runs a program to its end, as the user that may own a cluster.</summary>
internal static class PostgresCommand
{
    public readonly record struct Result(int ExitCode, string Output);

    /// <param name="user">User to change to; null stays who we are.</param>
    public static async Task<Result> RunAsync(string? user, string program, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        // The working directory may be one that the other user cannot enter.
        var start = new ProcessStartInfo { WorkingDirectory = "/", RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.FileName = user is null ? program : "runuser";
        foreach (var argument in user is null ? [] : new[] { "-u", user, "--", program })
            start.ArgumentList.Add(argument);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // PGDATA, PGPORT and the like speak of somebody else's server.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C.UTF-8";

        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var errors = process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return new Result(process.ExitCode, (await output + await errors).Trim());
        }
        catch (Win32Exception e)
        {
            return new Result(127, $"{start.FileName}: {e.Message}");
        }
    }

    /// <exception cref="PrivatePostgresException">The program failed.</exception>
    public static async Task RequireAsync(string? user, string program, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var result = await RunAsync(user, program, arguments, ct);
        if (result.ExitCode != 0)
            throw new PrivatePostgresException($"{Path.GetFileName(program)} failed with exit code {result.ExitCode}: {result.Output}");
    }
}
