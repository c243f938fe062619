using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi;

/// <summary>
/// PATCH (transport and format §PATCH): the members that are given replace those of the stored object, whole, also lists and nested objects; all others
/// stay as they are. Null clears an optional member. Members that the standard does not know are kept and replaced like any other, so that nothing a peer
/// told is lost. One list grows instead: <c>charging_periods</c> of a 2.2.1 session (mod_sessions §PATCH).
/// </summary>
public static class OcpiPatch
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Applies a PATCH to stored JSON text. False with a fault when the patch is no object, when a given member is wrong, when the result is no valid
    /// object, or when <paramref name="lastUpdatedRequired"/> and the patch lacks <c>last_updated</c> (2.2.1: SHALL in locations, sessions and tokens;
    /// 2.1.1 does not ask for it).
    /// </summary>
    /// <typeparam name="T">The record of the object.</typeparam>
    /// <param name="stored">The object before.</param>
    /// <param name="patch">The body of the request.</param>
    /// <param name="lastUpdatedRequired">See above.</param>
    /// <param name="result">The object after, as text.</param>
    /// <param name="fault">What is wrong and what would be right.</param>
    public static bool TryApply<T>(
        string stored, ReadOnlySpan<byte> patch, bool lastUpdatedRequired, [NotNullWhen(true)] out string? result, [NotNullWhen(false)] out string? fault)
    {
        result = null;
        fault = OcpiRules.CheckPartial<T>(patch)?.ToString();
        if (fault is not null)
            return false;

        using var before = JsonDocument.Parse(stored);
        var reader = new Utf8JsonReader(patch);
        using var change = JsonDocument.ParseValue(ref reader);
        if (lastUpdatedRequired && !IsThere(change.RootElement, "last_updated"))
        {
            fault = "last_updated is required in a PATCH: a date-time in UTC such as 2015-06-29T20:39:09Z";
            return false;
        }

        var merged = Merge<T>(before.RootElement, change.RootElement);
        fault = OcpiRules.Check<T>(merged)?.ToString();
        if (fault is not null)
            return false;
        result = Encoding.UTF8.GetString(merged);
        return true;
    }

    private static bool IsThere(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    private static byte[] Merge<T>(JsonElement before, JsonElement change)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            writer.WriteStartObject();
            foreach (var member in before.EnumerateObject())
            {
                if (!change.TryGetProperty(member.Name, out var value))
                    member.WriteTo(writer);
                else if (Adds<T>(member.Name))
                    Concatenate(writer, member, value);
                else
                    Put(writer, member.Name, value);
            }

            foreach (var member in change.EnumerateObject())
            {
                if (!before.TryGetProperty(member.Name, out _))
                    Put(writer, member.Name, member.Value);
            }

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static bool Adds<T>(string name) => OcpiRules.ObjectOf<T>().Members.Any(m => m.AddsOnPatch && m.Name == name);

    private static void Put(Utf8JsonWriter writer, string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return;
        writer.WritePropertyName(name);
        value.WriteTo(writer);
    }

    private static void Concatenate(Utf8JsonWriter writer, JsonProperty before, JsonElement more)
    {
        writer.WriteStartArray(before.Name);
        foreach (var list in new[] { before.Value, more })
        {
            if (list.ValueKind != JsonValueKind.Array)
                continue;
            foreach (var item in list.EnumerateArray())
                item.WriteTo(writer);
        }

        writer.WriteEndArray();
    }
}
