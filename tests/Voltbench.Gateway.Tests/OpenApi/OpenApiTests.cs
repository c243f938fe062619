using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.OpenApi;

public class OpenApiTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    public sealed record Operation(
        string Method, string Path, int Success, IReadOnlyList<string> Fields, IReadOnlyList<string> Required, IReadOnlyList<string> Query, IReadOnlyList<int> Also,
        IReadOnlyList<string>? Event = null)
    {
        public override string ToString() => $"{Method} {Path}";
    }

    /// <summary>The operations that clients rely on.</summary>
    public static TheoryData<Operation> Operations
    {
        get
        {
            using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "OpenApi", "operations.json"));
            return [.. JsonSerializer.Deserialize<List<Operation>>(file, JsonSerializerOptions.Web)!];
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Has_the_operation(Operation operation)
    {
        var document = await DocumentAsync();
        var node = document["paths"]?[operation.Path]?[operation.Method.ToLowerInvariant()];
        node.ShouldNotBeNull(operation.ToString());
        var responses = node["responses"]!.AsObject();
        var content = responses[$"{operation.Success}"].ShouldNotBeNull($"{operation} answers {operation.Success}")["content"];
        if (operation.Fields.Count > 0)
            operation.Fields.ShouldBeSubsetOf(Properties(document, content!["application/json"]!["schema"]!));
        if (operation.Required.Count > 0)
            operation.Required.ShouldBeSubsetOf(RequiredProperties(document, node["requestBody"]!["content"]!["application/json"]!["schema"]!));
        if (operation.Event is { } members)
            members.ShouldBeSubsetOf(RequiredProperties(document, Event(document, node["requestBody"]!["content"]!["application/json"]!["schema"]!)));
        operation.Query.ShouldBeSubsetOf((node["parameters"]?.AsArray() ?? []).Where(p => (string?)p!["in"] == "query").Select(p => (string)p!["name"]!));
        var errors = operation.Path == "/health" ? operation.Also : [.. operation.Also, 401, 403, 422, 500];
        foreach (var status in errors)
            responses.ContainsKey($"{status}").ShouldBeTrue($"{operation} lists {status}");
    }

    [Fact]
    public async Task Operation_ids_are_unique_and_path_parameters_declared()
    {
        var ids = new List<string>();
        foreach (var (path, item) in (await DocumentAsync())["paths"]!.AsObject())
        {
            foreach (var (method, operation) in item!.AsObject())
            {
                ids.Add(((string?)operation!["operationId"]).ShouldNotBeNull($"{method} {path}"));
                var declared = (operation["parameters"]?.AsArray() ?? []).Where(p => (string?)p!["in"] == "path").Select(p => $"{{{(string)p!["name"]!}}}");
                declared.ShouldBe(path.Split('/').Where(segment => segment.StartsWith('{')), ignoreOrder: true, $"{method} {path}");
            }
        }

        ids.ShouldBeUnique();
    }

    [Fact]
    public async Task The_committed_document_is_the_one_served()
    {
        var committed = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "OpenApi", "openapi.json"));
        JsonNode.DeepEquals(JsonNode.Parse(committed), await DocumentAsync()).ShouldBeTrue("build again and commit docs/openapi.json");
    }

    [Fact]
    public async Task Is_version_3_1_with_a_bearer_scheme()
    {
        var document = await DocumentAsync();
        ((string?)document["openapi"]).ShouldStartWith("3.1");
        ((string?)document["components"]!["securitySchemes"]!["bearer"]!["scheme"]).ShouldBe("bearer");
    }

    private async Task<JsonNode> DocumentAsync() => (await gateway.Anonymous.GetFromJsonAsync<JsonNode>("openapi.json"))!;

    private static IEnumerable<string> Properties(JsonNode document, JsonNode schema) => Resolve(document, schema)["properties"]!.AsObject().Select(p => p.Key);

    private static IEnumerable<string> RequiredProperties(JsonNode document, JsonNode schema) =>
        Resolve(document, schema)["required"]?.AsArray().Select(name => (string)name!) ?? [];

    /// <summary>The event of a command, which may be null where nothing in it is required.</summary>
    private static JsonNode Event(JsonNode document, JsonNode request)
    {
        var schema = Resolve(document, request)["properties"]!["event"]!;
        return schema["oneOf"] is JsonArray either ? either.First(one => (string?)one!["type"] != "null")! : schema;
    }

    private static JsonNode Resolve(JsonNode document, JsonNode schema)
    {
        if ((string?)schema["$ref"] is not { } reference)
            return schema;
        return reference.Split('/').Skip(1).Aggregate(document, (node, name) => node[name]!);
    }
}
