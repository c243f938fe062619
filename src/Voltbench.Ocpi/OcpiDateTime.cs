using System.Globalization;
using System.Text;

namespace Voltbench.Ocpi;

/// <summary>
/// The date-time of OCPI (types §DateTime of both versions): RFC 3339 in UTC, with <c>Z</c> or without a zone. An offset is refused, also <c>+00:00</c>, as the text says.
/// Read with any fraction (finer than 100 ns is cut), written with <c>Z</c> and milliseconds when there are any: 25 characters are the limit.
/// </summary>
public static class OcpiDateTime
{
    /// <summary>Most characters that <see cref="Format"/> writes.</summary>
    public const int MaxLength = 24;

    /// <summary><c>2015-06-29T20:39:09Z</c> or <c>2015-06-29T20:39:09.123Z</c>; finer than a millisecond is cut.</summary>
    public static string Format(DateTimeOffset value)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        return Encoding.ASCII.GetString(text[..Write(value, text)]);
    }

    /// <summary>Reads a date-time; false for anything that the standard does not allow.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset value)
    {
        value = default;
        Span<byte> bytes = stackalloc byte[40];
        return text.Length <= bytes.Length
            && Encoding.UTF8.TryGetBytes(text, bytes, out var written)
            && TryParse(bytes[..written], out value);
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out DateTimeOffset)"/>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out DateTimeOffset value)
    {
        value = default;
        if (utf8.Length < 19 || utf8[4] != '-' || utf8[7] != '-' || utf8[10] != 'T' || utf8[13] != ':' || utf8[16] != ':')
            return false;
        if (!Digits(utf8[..4], out var year) || !Digits(utf8.Slice(5, 2), out var month) || !Digits(utf8.Slice(8, 2), out var day)
            || !Digits(utf8.Slice(11, 2), out var hour) || !Digits(utf8.Slice(14, 2), out var minute) || !Digits(utf8.Slice(17, 2), out var second))
            return false;

        // Second 60 is a leap second; there is no such instant here, so it is the first of the next minute.
        if (year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60)
            return false;

        var rest = utf8[19..];
        if (!Fraction(ref rest, out var fraction) || !(rest.IsEmpty || rest.SequenceEqual("Z"u8)))
            return false;

        var ticks = new DateTime(year, month, day, hour, minute, 0, DateTimeKind.Utc).Ticks + (second * TimeSpan.TicksPerSecond) + fraction;
        if (ticks > DateTime.MaxValue.Ticks)
            return false;
        value = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    internal static int Write(DateTimeOffset value, Span<byte> destination)
    {
        var utc = value.UtcDateTime;
        utc.TryFormat(destination, out var written, utc.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return written;
    }

    private static bool Fraction(ref ReadOnlySpan<byte> rest, out long ticks)
    {
        ticks = 0;
        if (rest.IsEmpty || rest[0] != '.')
            return true;
        var scale = TimeSpan.TicksPerSecond;
        var i = 1;
        for (; i < rest.Length && rest[i] is >= (byte)'0' and <= (byte)'9'; i++)
        {
            scale /= 10;
            ticks += (rest[i] - '0') * scale;
        }

        rest = rest[i..];
        return i > 1;
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return false;
            value = (value * 10) + digit - '0';
        }

        return true;
    }
}
