using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Catalog;
using Voltbench.Gateway.Chargers;
using Voltbench.Gateway.Commands;
using Voltbench.Gateway.Csms;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Files;
using Voltbench.Gateway.LocationChargers;
using Voltbench.Gateway.Locations;
using Voltbench.Gateway.Service;

namespace Voltbench.Gateway.Hosting;

/// <summary>The composition root. Each part of the product adds one line for its services and one for its routes.</summary>
public static class GatewayApp
{
    /// <param name="settings">Settings that go before file and environment, e.g. <c>ConnectionStrings:Postgres</c>.</param>
    /// <param name="configure">Last word on the services; for tests.</param>
    /// <exception cref="SettingsException">A setting is missing or wrong.</exception>
    public static WebApplication Build(IEnumerable<KeyValuePair<string, string?>> settings, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.AddSettings(settings);
        builder.AddServer();
        builder.AddDatabase();
        builder.AddAccess();
        builder.AddWrites();
        builder.AddLocations();
        builder.AddChargers();
        builder.AddFleet();
        builder.AddCommands();
        builder.AddCsms();
        builder.AddFiles();
        builder.AddOcpi();
        builder.AddApiDocument();
        builder.AddFirstSteps();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseMiddleware<ErrorMiddleware>();
        app.UseApiBrowser();
        app.UseWebSockets();
        app.UseRouting();
        app.UseMiddleware<AccessMiddleware>();
        app.MapService(app.Configuration);
        app.MapCatalog();
        app.MapLocations();
        app.MapChargers();
        app.MapLocationChargers();
        app.MapCommands();
        app.MapCsms();
        app.MapFiles();
        app.MapOcpi();
        return app;
    }
}
