using Voltbench.Gateway.Locations;
using Voltbench.Lab.Locations;

namespace Voltbench.Gateway.Hosting;

internal static class LocationHosting
{
    public static void AddLocations(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LocationReader>();
        builder.Services.AddSingleton<LocationWriter>();
        builder.Services.AddSingleton<LocationCache>();
    }
}
