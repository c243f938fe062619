using Microsoft.Extensions.DependencyInjection;

namespace Voltbench.Lab.Ocpi.Sites;

public static class SiteServices
{
    /// <summary>Adds what reads and changes the locations of CPOs. Making them is provisioning, which adds its own.</summary>
    public static IServiceCollection AddSites(this IServiceCollection services)
    {
        services.AddSingleton<SiteReader>();
        services.AddSingleton<SiteOwners>();
        services.AddSingleton<SiteViewReader>();
        services.AddSingleton<SiteWriter>();
        services.AddSingleton<SiteDeletion>();
        return services;
    }
}
