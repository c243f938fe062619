using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Idempotency;

namespace Voltbench.Gateway.OpenApi;

/// <summary>Adds what handlers and middleware read by themselves: query parameters, headers, the bearer token.</summary>
internal sealed class OperationParameters : IOpenApiOperationTransformer
{
    /// <summary>For the router only; not shown.</summary>
    public const string AnyType = "*/*";

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var parameters = operation.Parameters ??= [];
        foreach (var name in PathNames(context.Description.RelativePath ?? ""))
            parameters.Add(Path(name));
        foreach (var parameter in metadata.OfType<QueryMetadata>().SelectMany(query => query.Parameters))
            parameters.Add(Describe(parameter));
        foreach (var header in metadata.OfType<HeaderMetadata>())
            parameters.Add(Header(header.Name, header.Description, null));

        operation.RequestBody?.Content?.Remove(AnyType);
        var rule = metadata.OfType<AccessMetadata>().LastOrDefault()?.Rule ?? AccessRule.Tenant;
        if (rule == AccessRule.Tenant)
            parameters.Add(Header(AccessMiddleware.OrganizationHeader, "Organization; required with a token of role admin.", "uuid"));
        if (metadata.OfType<IdempotentMetadata>().Any())
            parameters.Add(Header(IdempotentWrite.Header, "Repeats of the request with the same key within 24 hours get the first outcome.", null));
        if (parameters.Count == 0)
            operation.Parameters = null;
        if (rule != AccessRule.Anonymous)
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(DocumentFrame.Scheme, context.Document)] = [] }];
        return Task.CompletedTask;
    }

    private static IEnumerable<string> PathNames(string path) =>
        path.Split('/').Where(segment => segment.StartsWith('{')).Select(segment => segment.Trim('{', '}'));

    private static OpenApiParameter Path(string name) => new()
    {
        Name = name,
        In = ParameterLocation.Path,
        Required = true,
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Format = name is "location_id" or "job_id" ? "uuid" : null,
            Pattern = name is "cpo_id" or "emsp_id" ? @"^\d+$" : null,
        },
    };

    private static OpenApiParameter Header(string name, string description, string? format) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = format },
    };

    private static OpenApiParameter Describe(QueryParameter parameter)
    {
        var schema = parameter.Kind switch
        {
            QueryKind.Integer => new OpenApiSchema { Type = JsonSchemaType.Integer },
            QueryKind.Boolean => new OpenApiSchema { Type = JsonSchemaType.Boolean },
            QueryKind.Uuid => new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
            QueryKind.DateTime => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" },
            QueryKind.Texts => new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            _ => new OpenApiSchema { Type = JsonSchemaType.String },
        };
        schema.Minimum = parameter.Minimum?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        schema.Maximum = parameter.Maximum?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        schema.Default = parameter.Default is { } value ? JsonValue.Create(value) : null;
        schema.Enum = parameter.Values?.Select(text => (JsonNode)JsonValue.Create(text)!).ToList();
        return new OpenApiParameter
        {
            Name = parameter.Name,
            In = ParameterLocation.Query,
            Description = parameter.Description,
            Required = parameter.Required,
            Explode = parameter.Kind == QueryKind.Texts,
            Schema = schema,
        };
    }
}
