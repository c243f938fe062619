using System.Globalization;
using System.Text.Json;

namespace Voltbench.Ocpi.Json;

/// <summary>Lengths of JSON strings as they stand in the message, without decoding them.</summary>
internal static class JsonText
{
    /// <summary>
    /// Unicode code points of a raw JSON string (valid UTF-8, valid escapes), or −1 when an escaped surrogate has no partner: such a string has no
    /// characters that could be counted, stored or sent on.
    /// </summary>
    public static int Measure(ReadOnlySpan<byte> raw, bool escaped)
    {
        var count = 0;
        if (!escaped)
        {
            foreach (var unit in raw)
                count += (unit & 0xC0) == 0x80 ? 0 : 1;
            return count;
        }

        for (var i = 0; i < raw.Length; count++)
        {
            if (raw[i] != '\\')
            {
                i++;
                while (i < raw.Length && (raw[i] & 0xC0) == 0x80)
                    i++;
            }
            else if (raw[i + 1] != 'u')
            {
                i += 2;
            }
            else
            {
                var unit = Unit(raw, i);
                i += 6;
                if (char.IsLowSurrogate(unit))
                    return -1;
                if (!char.IsHighSurrogate(unit))
                    continue;
                if (i + 6 > raw.Length || raw[i] != '\\' || raw[i + 1] != 'u' || !char.IsLowSurrogate(Unit(raw, i)))
                    return -1;
                i += 6;
            }
        }

        return count;
    }

    /// <summary>False when a name or string anywhere in the JSON has no characters; reading such a one would throw.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static bool IsUnicode(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped && Measure(reader.ValueSpan, escaped: true) < 0)
                return false;
        }

        return true;
    }

    private static char Unit(ReadOnlySpan<byte> raw, int at) =>
        (char)ushort.Parse(raw.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
