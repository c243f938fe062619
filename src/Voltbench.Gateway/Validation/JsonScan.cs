using System.Text.Json;
using System.Text.Unicode;

namespace Voltbench.Gateway.Validation;

/// <summary>
/// One pass over a body that refuses what <see cref="JsonDocument"/> lets through or reports late: repeated member names, lone
/// surrogates, U+0000 (PostgreSQL stores it in neither text nor jsonb).
/// </summary>
internal static class JsonScan
{
    /// <summary>Deepest nesting.</summary>
    public const int MaxDepth = 32;

    /// <returns>Null for a good document; else what is wrong and at which character.</returns>
    public static (string Error, int Position)? Check(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
            return ("Body is not valid UTF-8", ValidPrefix(json));
        if (json.IsEmpty)
            return ("Body is empty", 0);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        var names = new List<HashSet<string>?>();
        try
        {
            while (reader.Read())
            {
                var fault = CheckToken(ref reader, names);
                if (fault is not null)
                    return (fault, Characters(json[..(int)reader.TokenStartIndex]));
            }

            return null;
        }
        catch (JsonException)
        {
            var at = (int)Math.Min(reader.BytesConsumed, json.Length);
            return (IsTooDeep(json, at, names.Count) ? $"Nested deeper than {MaxDepth} levels" : Reason(json, at), Characters(json[..at]));
        }
    }

    private static string? CheckToken(ref Utf8JsonReader reader, List<HashSet<string>?> names)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                names.Add(null);
                return null;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                names.RemoveAt(names.Count - 1);
                return null;
            case JsonTokenType.String:
                return reader.ValueIsEscaped ? CheckText(ref reader, out _) : null;
            case JsonTokenType.PropertyName:
                var fault = CheckText(ref reader, out var name);
                if (fault is null && !(names[^1] ??= new HashSet<string>(StringComparer.Ordinal)).Add(name))
                    fault = "Duplicate member name";
                return fault;
            default:
                return null;
        }
    }

    private static string? CheckText(ref Utf8JsonReader reader, out string text)
    {
        text = "";
        try
        {
            text = reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "Lone surrogate in a string";
        }

        return text.Contains('\0', StringComparison.Ordinal) ? "Character U+0000 in a string" : null;
    }

    // The reader counts only what it has opened, which never exceeds the limit: the token it stopped at tells.
    private static bool IsTooDeep(ReadOnlySpan<byte> json, int at, int depth)
    {
        var rest = json[at..].TrimStart(" \t\r\n,:"u8);
        return depth == MaxDepth && !rest.IsEmpty && rest[0] is (byte)'[' or (byte)'{';
    }

    private static string Reason(ReadOnlySpan<byte> json, int at)
    {
        while (at < json.Length && json[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            at++;
        return at >= json.Length ? "Unexpected end of the body" : "Not valid JSON";
    }

    private static int ValidPrefix(ReadOnlySpan<byte> json)
    {
        var characters = 0;
        while (!json.IsEmpty && System.Text.Rune.DecodeFromUtf8(json, out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            characters++;
            json = json[length..];
        }

        return characters;
    }

    /// <summary>Positions count characters, as in Pydantic, not bytes.</summary>
    private static int Characters(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        foreach (var b in utf8)
        {
            if ((b & 0xC0) != 0x80)
                count++;
        }

        return count;
    }
}
