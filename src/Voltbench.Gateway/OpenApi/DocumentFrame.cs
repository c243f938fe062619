using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Voltbench.Gateway.OpenApi;

/// <summary>Title, security scheme, and no server addresses: the document is the same wherever it is served.</summary>
internal sealed class DocumentFrame : IOpenApiDocumentTransformer
{
    public const string Scheme = "bearer";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Voltbench Gateway API",
            Version = typeof(DocumentFrame).Assembly.GetName().Version?.ToString(3) ?? "0",
            Description = "A lab of virtual EV chargers.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "Claims: org, role (user or admin), sub, exp.",
        };
        return Task.CompletedTask;
    }
}
