using Voltbench.Lab.Ocpi.Sites;

namespace Voltbench.Gateway.OcpiLocations;

internal static class OcpiLocationHosting
{
    public static void AddOcpiLocations(this WebApplicationBuilder builder)
    {
        builder.Services.AddSites();
        builder.Services.AddSingleton<SitePlanner>();
    }
}
