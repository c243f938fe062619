using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.V211;
using Voltbench.Ocpi.V221;

namespace Voltbench.Ocpi;

/// <summary>
/// Objects of both versions to and from JSON, by generated code: names in snake_case, absent optional members left out, text not escaped beyond what JSON
/// asks for. The generic argument is a record of this library or <c>IReadOnlyList</c> of one that the standard lists.
/// </summary>
public static class OcpiJson
{
    private static readonly V211Json V211 = new(Options(V211Json.Default));
    private static readonly V221Json V221 = new(Options(V221Json.Default));

    /// <summary>The object as text.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no object of OCPI.</exception>
    public static string Serialize<T>(T value) => JsonSerializer.Serialize(value, TypeInfo<T>());

    /// <summary>The object as UTF-8.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no object of OCPI.</exception>
    public static byte[] SerializeUtf8<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, TypeInfo<T>());

    /// <summary>Writes the object as the next value, so that an envelope needs no copy of it.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no object of OCPI.</exception>
    public static void Write<T>(Utf8JsonWriter writer, T value) => JsonSerializer.Serialize(writer, value, TypeInfo<T>());

    /// <summary>
    /// Reads an object of a peer. False with a fault that names the member and what would be right (<see cref="OcpiRules"/>); never throws because of
    /// what was sent. Unknown members are ignored.
    /// </summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no object of OCPI.</exception>
    public static bool TryDeserialize<T>(ReadOnlySpan<byte> json, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? fault)
    {
        fault = OcpiRules.Check<T>(json)?.ToString();
        value = fault is null ? JsonSerializer.Deserialize(json, TypeInfo<T>()) : default;
        return fault is null;
    }

    /// <inheritdoc cref="TryDeserialize{T}(ReadOnlySpan{byte}, out T, out string?)"/>
    public static bool TryDeserialize<T>(string json, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? fault) =>
        TryDeserialize(Encoding.UTF8.GetBytes(json), out value, out fault);

    /// <inheritdoc cref="TryDeserialize{T}(ReadOnlySpan{byte}, out T, out string?)"/>
    public static bool TryDeserialize<T>(JsonElement json, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? fault) =>
        TryDeserialize(JsonSerializer.SerializeToUtf8Bytes(json), out value, out fault);

    /// <summary>Reads text that we stored ourselves.</summary>
    /// <exception cref="JsonException">It is not what was stored.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no object of OCPI.</exception>
    public static T Deserialize<T>(string json) => JsonSerializer.Deserialize(json, TypeInfo<T>()) ?? throw new JsonException("an object of OCPI is not null");

    /// <summary>The generated code for a type.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no object of OCPI.</exception>
    public static JsonTypeInfo<T> TypeInfo<T>() => Cached<T>.Info ?? throw new NotSupportedException($"{typeof(T)} is no object of OCPI");

    /// <summary>The generated code for a type that is known at run time only.</summary>
    internal static JsonTypeInfo TypeInfo(Type type) =>
        V211.GetTypeInfo(type) ?? V221.GetTypeInfo(type) ?? throw new NotSupportedException($"{type} is no object of OCPI");

    private static JsonSerializerOptions Options(JsonSerializerContext context) =>
        new(context.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, TypeInfoResolver = null };

    private static class Cached<T>
    {
        public static readonly JsonTypeInfo<T>? Info = (JsonTypeInfo<T>?)(V211.GetTypeInfo(typeof(T)) ?? V221.GetTypeInfo(typeof(T)));
    }
}
