namespace Voltbench.Ocpp.Messages;

/// <summary>
/// The date-time of OCPP: RFC 3339 §5.6 with a zone. Written as UTC with milliseconds, the finest that 2.0.1 lets a station send;
/// read with any fraction (finer than 100 ns is cut) and any offset.
/// </summary>
internal static class Rfc3339
{
    /// <summary>Length of what <see cref="Write"/> writes: <c>2026-01-31T12:00:00.000Z</c>.</summary>
    public const int Length = 24;

    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset value)
    {
        value = default;
        if (text.Length < 20 || text[4] != '-' || text[7] != '-' || (text[10] | 0x20) != 't' || text[13] != ':' || text[16] != ':')
            return false;
        if (!Digits(text[..4], out var year) || !Digits(text.Slice(5, 2), out var month) || !Digits(text.Slice(8, 2), out var day)
            || !Digits(text.Slice(11, 2), out var hour) || !Digits(text.Slice(14, 2), out var minute) || !Digits(text.Slice(17, 2), out var second))
            return false;

        // Second 60 is a leap second; there is no such instant here, so it is the first of the next minute.
        if (year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60)
            return false;

        var rest = text[19..];
        if (!Fraction(ref rest, out var fraction) || !Offset(rest, out var offset))
            return false;

        var ticks = new DateTime(year, month, day, hour, minute, 0, DateTimeKind.Utc).Ticks + (second * TimeSpan.TicksPerSecond) + fraction - offset;
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
            return false;
        value = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    public static void Write(DateTimeOffset value, Span<byte> destination)
    {
        var utc = value.UtcDateTime;
        Put(destination, 0, 4, utc.Year, '-');
        Put(destination, 5, 2, utc.Month, '-');
        Put(destination, 8, 2, utc.Day, 'T');
        Put(destination, 11, 2, utc.Hour, ':');
        Put(destination, 14, 2, utc.Minute, ':');
        Put(destination, 17, 2, utc.Second, '.');
        Put(destination, 20, 3, utc.Millisecond, 'Z');
    }

    private static bool Fraction(ref ReadOnlySpan<byte> rest, out long ticks)
    {
        ticks = 0;
        if (rest[0] != '.')
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

    private static bool Offset(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length == 1)
            return (text[0] | 0x20) == 'z';
        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':'
            || !Digits(text.Slice(1, 2), out var hours) || !Digits(text.Slice(4, 2), out var minutes) || hours > 23 || minutes > 59)
            return false;
        ticks = ((hours * 60) + minutes) * TimeSpan.TicksPerMinute * (text[0] == '-' ? -1 : 1);
        return true;
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

    private static void Put(Span<byte> destination, int at, int width, int value, char after)
    {
        destination[at + width] = (byte)after;
        for (var i = at + width - 1; i >= at; i--)
        {
            destination[i] = (byte)('0' + (value % 10));
            value /= 10;
        }
    }
}
