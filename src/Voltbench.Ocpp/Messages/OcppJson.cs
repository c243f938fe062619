using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Voltbench.Ocpp.V16;
using Voltbench.Ocpp.V201;

namespace Voltbench.Ocpp.Messages;

/// <summary>
/// Payloads to and from JSON, by generated code. Date-times are written as UTC with milliseconds, absent optional fields are left out, and text is not
/// escaped beyond what JSON asks for (a frame is not HTML).
/// </summary>
public static class OcppJson
{
    private static readonly V16Json V16 = new(Options(V16Json.Default));
    private static readonly V201Json V201 = new(Options(V201Json.Default));

    /// <summary>The payload as UTF-8.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no payload of a message.</exception>
    public static byte[] Serialize<T>(T message) => JsonSerializer.SerializeToUtf8Bytes(message, Info<T>());

    /// <summary>Writes the payload as the next value, so that a frame needs no copy of it.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no payload of a message.</exception>
    public static void Write<T>(Utf8JsonWriter writer, T message) => JsonSerializer.Serialize(writer, message, Info<T>());

    /// <summary>Reads a payload that <see cref="PayloadSchema.Check"/> found valid.</summary>
    /// <exception cref="JsonException">The payload was not valid.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no payload of a message.</exception>
    public static T Deserialize<T>(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Info<T>()) ?? throw new JsonException("a payload must be a JSON object, not null");

    internal static JsonTypeInfo TypeInfo(OcppVersion version, Type type) =>
        Find(version == OcppVersion.V16 ? V16 : V201, type) ?? throw Unknown(type);

    private static JsonTypeInfo? Find(JsonSerializerContext context, Type type) => context.GetTypeInfo(type);

    private static NotSupportedException Unknown(Type type) => new($"{type} is not part of an OCPP message");

    private static JsonSerializerOptions Options(JsonSerializerContext context) =>
        new(context.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, TypeInfoResolver = null };

    private static JsonTypeInfo<T> Info<T>() => Cached<T>.Info ?? throw Unknown(typeof(T));

    private static class Cached<T>
    {
        public static readonly JsonTypeInfo<T>? Info = (JsonTypeInfo<T>?)(Find(V16, typeof(T)) ?? Find(V201, typeof(T)));
    }
}
