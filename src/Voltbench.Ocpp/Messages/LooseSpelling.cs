using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Voltbench.Ocpp.Messages.Rules;

namespace Voltbench.Ocpp.Messages;

/// <summary>
/// Messages as people and other APIs write them: names in the spelling of OCPP or in snake_case (<c>boot_notification</c>, <c>id_tag</c>,
/// <c>iso15118_certificate_hash_data</c>). Only names are read so, values never.
/// </summary>
public static class LooseSpelling
{
    /// <summary>The action of either spelling, or null when the version has none.</summary>
    public static OcppAction? FindAction(OcppVersion version, string name) =>
        OcppActions.Find(version, name) ?? (IsSnakeCase(name) ? OcppActions.All(version).FirstOrDefault(action => IsSame(action.Name, name)) : null);

    /// <summary>
    /// The request in the spelling of OCPP, whatever else is wrong with it: names that the schema does not know stay as they are. Unlike
    /// <see cref="PayloadSchema.Check"/> everything that is wrong is told, at the names that were given.
    /// </summary>
    /// <param name="action">Of the request.</param>
    /// <param name="payload">An object.</param>
    /// <param name="problems">Empty when the schema takes the request.</param>
    public static byte[] Request(OcppAction action, JsonElement payload, out IReadOnlyList<PayloadProblem> problems)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        var found = new List<PayloadProblem>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            new Walk(json, found).Value(action.Request.Root, payload);
        problems = found;
        return buffer.WrittenSpan.ToArray();
    }

    private static PropertyRule? Find(ObjectRule rule, string name)
    {
        foreach (var property in rule.Properties)
        {
            if (property.Name == name)
                return property;
        }

        return IsSnakeCase(name) ? rule.Properties.FirstOrDefault(property => IsSame(property.Name, name)) : null;
    }

    private static bool IsSnakeCase(string name) => name.AsSpan().IndexOfAnyExcept(SnakeCase) < 0;

    private static readonly SearchValues<char> SnakeCase = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>Underscores apart the letters are the same: that says nothing of where words begin, and <c>SoC</c> and <c>15118</c> need no rule of their own.</summary>
    private static bool IsSame(string known, string snake)
    {
        var at = 0;
        foreach (var c in snake)
        {
            if (c == '_')
                continue;
            if (at == known.Length || char.ToLowerInvariant(known[at++]) != c)
                return false;
        }

        return at == known.Length;
    }

    /// <summary>One pass over a payload: writes it and notes what is wrong.</summary>
    private sealed class Walk(Utf8JsonWriter json, List<PayloadProblem> problems)
    {
        private readonly List<object> _path = [];

        public void Value(ValueRule rule, JsonElement value)
        {
            switch (rule)
            {
                case ObjectRule rules when value.ValueKind == JsonValueKind.Object:
                    Object(rules, value);
                    break;
                case ListRule rules when value.ValueKind == JsonValueKind.Array:
                    List(rules, value);
                    break;
                default:
                    Leaf(rule, value);
                    break;
            }
        }

        private void Object(ObjectRule rule, JsonElement value)
        {
            json.WriteStartObject();
            var seen = new HashSet<PropertyRule>();
            foreach (var member in value.EnumerateObject())
            {
                var property = Find(rule, member.Name);
                _path.Add(member.Name);
                json.WritePropertyName(property?.Name ?? member.Name);
                if (property is null)
                {
                    if (!rule.IsOpen)
                        Note(PayloadFault.Unknown, $"is not a property of this object; known are {string.Join(", ", rule.Properties.Select(p => p.Name))}");
                    member.Value.WriteTo(json);
                }
                else
                {
                    if (!seen.Add(property))
                        Note(PayloadFault.Repeated, $"must be given only once: it is {property.Name}");
                    Value(property.Value, member.Value);
                }

                _path.RemoveAt(_path.Count - 1);
            }

            json.WriteEndObject();
            foreach (var property in rule.Properties.Where(p => p.Required && !seen.Contains(p)))
            {
                _path.Add(property.Name);
                Note(PayloadFault.Missing, $"is required: {property.Value.Expected}");
                _path.RemoveAt(_path.Count - 1);
            }
        }

        private void List(ListRule rule, JsonElement value)
        {
            var count = value.GetArrayLength();
            if (count < rule.Min || count > rule.Max)
                Note(PayloadFault.Wrong, $"must be {rule.Expected}, not {count}");
            json.WriteStartArray();
            for (var i = 0; i < count; i++)
            {
                _path.Add(i);
                Value(rule.Item, value[i]);
                _path.RemoveAt(_path.Count - 1);
            }

            json.WriteEndArray();
        }

        private void Leaf(ValueRule rule, JsonElement value)
        {
            value.WriteTo(json);
            var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(value.GetRawText()));
            reader.Read();
            if (rule.Check(ref reader) is { } violation)
                Note(PayloadFault.Wrong, violation.Message);
        }

        private void Note(PayloadFault fault, string message) => problems.Add(new PayloadProblem([.. _path], fault, message));
    }
}

/// <summary>One thing wrong with a payload.</summary>
/// <param name="Path">Names as they were given, and indices; empty for the payload itself.</param>
/// <param name="Fault">What kind of thing.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record PayloadProblem(IReadOnlyList<object> Path, PayloadFault Fault, string Message);

/// <summary>What is wrong with a part of a payload.</summary>
public enum PayloadFault
{
    /// <summary>A required property is not there.</summary>
    Missing,

    /// <summary>The object has no property of that name.</summary>
    Unknown,

    /// <summary>A property is there twice, in two spellings.</summary>
    Repeated,

    /// <summary>The value is of the wrong type, or against a limit.</summary>
    Wrong,
}
