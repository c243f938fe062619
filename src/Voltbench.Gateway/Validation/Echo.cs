using System.Text.Json;
using System.Text.RegularExpressions;

namespace Voltbench.Gateway.Validation;

/// <summary>
/// The refused value as it goes back to the client: cut where it is long, and without what must stay secret (keys, tokens, passwords,
/// credentials in URLs).
/// </summary>
public readonly partial record struct Echo
{
    private const int MaxText = 256;
    private const int MaxMembers = 32;

    private readonly JsonElement? _element;
    private readonly string? _text;

    private Echo(JsonElement? element, string? text)
    {
        (_element, _text) = (element, text);
    }

    public static Echo Json(JsonElement element) => new(element, null);

    public static Echo Text(string? text) => new(null, text);

    internal void WriteTo(Utf8JsonWriter json)
    {
        if (_element is { } element)
            Write(json, element, 0);
        else if (_text is not null)
            json.WriteStringValue(Shorten(_text));
        else
            json.WriteNullValue();
    }

    private static void Write(Utf8JsonWriter json, JsonElement element, int depth)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(json, element, depth);
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                if (depth < 4)
                {
                    foreach (var item in element.EnumerateArray().Take(MaxMembers))
                        Write(json, item, depth + 1);
                }

                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(Shorten(element.GetString()!));
                break;
            case JsonValueKind.Number when element.GetRawText().Length > MaxText:
                json.WriteStringValue(Shorten(element.GetRawText()));
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter json, JsonElement element, int depth)
    {
        json.WriteStartObject();
        if (depth < 4)
        {
            foreach (var member in element.EnumerateObject().Take(MaxMembers))
            {
                json.WritePropertyName(Shorten(member.Name));
                if (SecretName().IsMatch(member.Name))
                    json.WriteStringValue("***");
                else
                    Write(json, member.Value, depth + 1);
            }
        }

        json.WriteEndObject();
    }

    private static string Shorten(string text)
    {
        var safe = text.Contains('@', StringComparison.Ordinal) ? UserInfo().Replace(text, "${scheme}***@") : text;
        if (safe.Length <= MaxText)
            return safe;
        var cut = char.IsHighSurrogate(safe[MaxText - 1]) ? MaxText - 1 : MaxText;
        return safe[..cut] + "…";
    }

    [GeneratedRegex("key$|password|secret|token", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex SecretName();

    [GeneratedRegex("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex UserInfo();
}
