using System.Runtime.InteropServices;

namespace Voltbench.Bench.Reports;

/// <summary>What the figures were taken on.</summary>
internal static class Machine
{
    public static string Describe() => FormattableString.Invariant(
        $"{Environment.ProcessorCount} cores of {Processor()}, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");

    private static string Processor() => File.ReadLines("/proc/cpuinfo")
        .Where(line => line.StartsWith("model name", StringComparison.Ordinal))
        .Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())
        .FirstOrDefault(RuntimeInformation.ProcessArchitecture.ToString());
}
