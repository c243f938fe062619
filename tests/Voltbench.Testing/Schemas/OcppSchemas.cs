using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Voltbench.Ocpp;

namespace Voltbench.Testing.Schemas;

/// <summary>
/// The official OCPP schemas as the judge of what goes over the wire. Their licence keeps them out of the repository: they are looked for in
/// <c>shared/ocpp-schemas</c> beside it, or below the folder that VOLTBENCH_SHARED names. A test that needs them begins with
/// <c>Assert.SkipUnless(OcppSchemas.Available, OcppSchemas.HowToGet)</c>.
/// </summary>
public static class OcppSchemas
{
    public const string HowToGet =
        "The official OCPP schemas were not found, so nothing was held against them. Put the Open Charge Alliance's files into shared/ocpp-schemas/v16 "
        + "(Action.json, ActionResponse.json) and shared/ocpp-schemas/v201 (ActionRequest.json, ActionResponse.json) beside the repository, "
        + "or name the folder that holds ocpp-schemas in VOLTBENCH_SHARED.";

    private static readonly Lazy<string?> Root = new(TryLocate);
    private static readonly ConcurrentDictionary<(OcppVersion, string, bool), JsonSchema> Loaded = new();

    /// <summary>Whether the schemas are there.</summary>
    public static bool Available => Root.Value is not null;

    /// <summary>The folder that holds <c>v16</c> and <c>v201</c>, or null.</summary>
    public static string? TryLocate() => SharedFiles.TryLocate("ocpp-schemas", "v16", "v201");

    /// <summary>The schema of a payload.</summary>
    /// <exception cref="InvalidOperationException">The schemas are not there.</exception>
    /// <exception cref="FileNotFoundException">The version has no such action.</exception>
    public static JsonSchema Get(OcppVersion version, string action, bool response) =>
        Loaded.GetOrAdd((version, action, response), static key => Load(key.Item1, key.Item2, key.Item3));

    /// <summary>The first violation, or null when the payload is valid.</summary>
    /// <inheritdoc cref="Get" path="/exception"/>
    public static string? Check(OcppVersion version, string action, bool response, ReadOnlySpan<byte> json)
    {
        var schema = Get(version, action, response);
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            return reader.Read() ? "$: something follows the payload" : schema.Check(document.RootElement);
        }
        catch (JsonException e)
        {
            return $"$: {e.Message}";
        }
    }

    /// <inheritdoc cref="Check(OcppVersion, string, bool, ReadOnlySpan{byte})"/>
    public static string? Check(OcppVersion version, string action, bool response, string json) =>
        Check(version, action, response, Encoding.UTF8.GetBytes(json));

    private static JsonSchema Load(OcppVersion version, string action, bool response)
    {
        var root = Root.Value ?? throw new InvalidOperationException(HowToGet);
        var (folder, request) = version == OcppVersion.V16 ? ("v16", "") : ("v201", "Request");
        return JsonSchema.Parse(File.ReadAllText(Path.Combine(root, folder, $"{action}{(response ? "Response" : request)}.json")));
    }
}
