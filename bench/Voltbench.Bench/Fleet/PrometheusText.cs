using System.Globalization;

namespace Voltbench.Bench.Fleet;

/// <summary>Reads histograms from the Prometheus text format.</summary>
internal static class PrometheusText
{
    /// <summary>Cumulative counts by upper bound, summed over all label sets; empty when the text has no such histogram.</summary>
    public static SortedDictionary<double, double> Buckets(string text, string name)
    {
        var buckets = new SortedDictionary<double, double>();
        foreach (var line in text.Split('\n'))
        {
            if (!line.StartsWith(name + "_bucket{", StringComparison.Ordinal))
                continue;
            var from = line.IndexOf("le=\"", StringComparison.Ordinal) + 4;
            var bound = line[from..line.IndexOf('"', from)];
            var le = bound == "+Inf" ? double.PositiveInfinity : double.Parse(bound, CultureInfo.InvariantCulture);
            var count = double.Parse(line[(line.LastIndexOf('}') + 1)..], CultureInfo.InvariantCulture);
            buckets[le] = buckets.GetValueOrDefault(le) + count;
        }

        return buckets;
    }

    /// <returns>Upper bound of the bucket that holds the quantile of what was counted between the two; null when nothing was.</returns>
    public static double? Quantile(SortedDictionary<double, double> before, SortedDictionary<double, double> after, double quantile)
    {
        var grown = after.Select(b => (Bound: b.Key, Count: b.Value - before.GetValueOrDefault(b.Key))).ToList();
        if (grown.Count == 0 || grown[^1].Count <= 0)
            return null;
        return grown.First(b => b.Count >= grown[^1].Count * quantile).Bound;
    }
}
