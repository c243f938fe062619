using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.OpenApi;
using Voltbench.Gateway.OpenApi;

namespace Voltbench.Gateway.Hosting;

internal static class ApiDocumentHosting
{
    public static void AddApiDocument(this WebApplicationBuilder builder)
    {
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            // Without this, numbers are published as "integer or string".
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        builder.Services.AddOpenApi(options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddOperationTransformer<OperationParameters>();
            options.AddDocumentTransformer<DocumentFrame>();
        });
    }

    public static void UseApiBrowser(this WebApplication app) =>
        app.UseSwaggerUI(ui =>
        {
            ui.RoutePrefix = "docs";
            ui.DocumentTitle = "Voltbench API";
            ui.SwaggerEndpoint("../openapi.json", "Voltbench");
        });
}
