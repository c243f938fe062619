using System.Reflection;

namespace Voltbench.Gateway.Hosting;

/// <summary>The run of this program in which the build takes the OpenAPI document from it.</summary>
internal static class OpenApiBuild
{
    public static bool IsRunning => Assembly.GetEntryAssembly()?.GetName().Name == "GetDocument.Insider";

    public static void Run() => GatewayApp.Build(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["ConnectionStrings:Postgres"] = "Host=unused",
        ["Auth:Key"] = new('0', 64),
    }).Run();
}
