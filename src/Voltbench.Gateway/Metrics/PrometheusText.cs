using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Voltbench.Gateway.Metrics;

/// <summary>The text format of Prometheus, version 0.0.4.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Dots become underscores; a unit of seconds or bytes is appended, and <c>_total</c> for counters.</summary>
    public static string Name(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_').Replace('-', '_');
        name += instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        var type = instrument.GetType();
        var isCounter = type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Counter<>) || type.GetGenericTypeDefinition() == typeof(ObservableCounter<>));
        return isCounter ? name + "_total" : name;
    }

    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
            return "";

        var text = new StringBuilder("{");
        foreach (var (key, value) in tags)
        {
            if (text.Length > 1)
                text.Append(',');
            text.Append(key.Replace('.', '_')).Append("=\"").Append(Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")).Append('"');
        }

        return text.Append('}').ToString();
    }

    public static string Write(IReadOnlyList<Series> series)
    {
        var text = new StringBuilder();
        string? last = null;
        foreach (var one in series)
        {
            if (one.Name != last)
            {
                last = one.Name;
                if (one.Description is { } description)
                    text.Append(CultureInfo.InvariantCulture, $"# HELP {one.Name} {description.Replace('\n', ' ')}\n");
                text.Append(CultureInfo.InvariantCulture, $"# TYPE {one.Name} {Type(one.Kind)}\n");
            }

            var (sum, count) = one.Value;
            if (one.Kind == SeriesKind.Histogram)
                WriteHistogram(text, one, sum, count);
            else
                text.Append(CultureInfo.InvariantCulture, $"{one.Name}{one.Labels} {sum:R}\n");
        }

        return text.ToString();
    }

    private static void WriteHistogram(StringBuilder text, Series one, double sum, long count)
    {
        var before = one.Labels.Length == 0 ? "{" : one.Labels[..^1] + ",";
        foreach (var (bound, within) in one.Buckets)
            text.Append(CultureInfo.InvariantCulture, $"{one.Name}_bucket{before}le=\"{bound:R}\"}} {within}\n");
        text.Append(CultureInfo.InvariantCulture, $"{one.Name}_bucket{before}le=\"+Inf\"}} {count}\n");
        text.Append(CultureInfo.InvariantCulture, $"{one.Name}_sum{one.Labels} {sum:R}\n{one.Name}_count{one.Labels} {count}\n");
    }

    private static string Type(SeriesKind kind) => kind switch
    {
        SeriesKind.Counter => "counter",
        SeriesKind.Histogram => "histogram",
        _ => "gauge",
    };

    private static string Escape(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
