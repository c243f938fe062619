using System.Globalization;

namespace Voltbench.Bench.Fleet;

/// <summary>Reads a histogram from the Prometheus text format.</summary>
internal static class PrometheusText
{
    /// <returns>Upper bound of the bucket that holds the quantile; null when the text has no such histogram or it is empty.</returns>
    public static double? Quantile(string text, string name, double quantile)
    {
        var buckets = new SortedDictionary<double, double>();
        foreach (var line in text.Split('\n'))
        {
            if (!line.StartsWith(name + "_bucket{", StringComparison.Ordinal))
                continue;
            var from = line.IndexOf("le=\"", StringComparison.Ordinal) + 4;
            var bound = line[from..line.IndexOf('"', from)];
            var le = bound == "+Inf" ? double.PositiveInfinity : double.Parse(bound, CultureInfo.InvariantCulture);
            var count = double.Parse(line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture);
            buckets[le] = buckets.GetValueOrDefault(le) + count;
        }

        if (buckets.Count == 0 || buckets.Last().Value == 0)
            return null;
        var rank = buckets.Last().Value * quantile;
        return buckets.First(b => b.Value >= rank).Key;
    }
}
