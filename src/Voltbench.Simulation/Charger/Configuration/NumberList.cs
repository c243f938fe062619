using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Voltbench.Simulation.Charger.Configuration;

/// <summary>Whole numbers in an order, separated by commas, none twice.</summary>
internal static class NumberList
{
    public static bool TryParse(string text, [MaybeNullWhen(false)] out IReadOnlyList<int> value, out string why)
    {
        var numbers = new List<int>();
        (value, why) = (numbers, "");
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || numbers.Contains(number))
            {
                why = "The value is a list of whole numbers, none twice.";
                return false;
            }

            numbers.Add(number);
        }

        why = "The list is empty.";
        return numbers.Count > 0;
    }

    public static string Format(IReadOnlyList<int> value) => string.Join(',', value.Select(static n => n.ToString(CultureInfo.InvariantCulture)));
}
