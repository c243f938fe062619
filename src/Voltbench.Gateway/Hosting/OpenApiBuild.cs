using System.Reflection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Voltbench.Gateway.Hosting;

/// <summary>The run of this program in which the build takes the OpenAPI document from it.</summary>
internal static class OpenApiBuild
{
    public static bool IsRunning => Assembly.GetEntryAssembly()?.GetName().Name == "GetDocument.Insider";

    public static void Run()
    {
        var directory = Directory.CreateTempSubdirectory("voltbench-openapi");
        // The build's tool ends the process when it has the document.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => directory.Delete(recursive: true);
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:Postgres"] = "Host=unused",
            ["Auth:Key"] = new('0', 64),
            ["Data:Directory"] = directory.FullName,
        };
        // Routes only: nothing that works in the background.
        GatewayApp.Build(settings, builder => builder.Services.RemoveAll<IHostedService>()).Run();
    }
}
