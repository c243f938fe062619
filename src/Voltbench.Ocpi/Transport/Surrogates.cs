using System.Buffers.Text;

namespace Voltbench.Ocpi.Transport;

/// <summary>
/// Halves of surrogate pairs that a peer escaped (<c>\ud800</c>): JSON allows them, no text can hold them, and reading one would be an exception
/// wherever it stands. They become U+FFFD, so that one of them does not spoil the objects beside it.
/// </summary>
internal static class Surrogates
{
    /// <summary>The bytes themselves unless they hold one.</summary>
    public static ReadOnlyMemory<byte> Mend(ReadOnlyMemory<byte> json)
    {
        if (json.Span.IndexOf("\\ud"u8) < 0 && json.Span.IndexOf("\\uD"u8) < 0)
            return json;

        byte[]? mended = null;
        var span = json.Span;
        for (var i = 0; i < span.Length - 1;)
        {
            if (span[i] != '\\')
            {
                i++;
                continue;
            }

            if (Unit(span, i) is not { } unit || !char.IsSurrogate(unit))
            {
                i += 2;
                continue;
            }

            if (char.IsHighSurrogate(unit) && Unit(span, i + 6) is { } low && char.IsLowSurrogate(low))
            {
                i += 12;
                continue;
            }

            mended ??= json.ToArray();
            "fffd"u8.CopyTo(mended.AsSpan(i + 2));
            i += 6;
        }

        return mended ?? json;
    }

    /// <summary>The unit that is escaped at this place; null when none is.</summary>
    private static char? Unit(ReadOnlySpan<byte> json, int at) =>
        at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u' && Utf8Parser.TryParse(json.Slice(at + 2, 4), out ushort unit, out var read, 'x') && read == 4
            ? (char)unit
            : null;
}
