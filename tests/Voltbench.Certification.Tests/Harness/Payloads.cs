using System.Text.Json;

namespace Voltbench.Certification.Tests.Harness;

/// <summary>Short words for what test cases look at in a payload.</summary>
public static class Payloads
{
    /// <summary>A text, or null when there is none.</summary>
    public static string? Text(this JsonElement payload, string name)
        => payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A whole number, or null when there is none.</summary>
    public static int? Number(this JsonElement payload, string name)
        => payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;

    /// <summary>What stands at a path of names, as text; null when there is nothing.</summary>
    public static string? At(this JsonElement payload, params string[] path)
    {
        foreach (var name in path)
        {
            if (payload.ValueKind != JsonValueKind.Object || !payload.TryGetProperty(name, out payload))
                return null;
        }

        return payload.ValueKind == JsonValueKind.String ? payload.GetString() : payload.GetRawText();
    }
}
