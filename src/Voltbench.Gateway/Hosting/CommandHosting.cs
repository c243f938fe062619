using Voltbench.Gateway.Commands;

namespace Voltbench.Gateway.Hosting;

internal static class CommandHosting
{
    public static void AddCommands(this WebApplicationBuilder builder) =>
        builder.Services.AddSingleton(builder.Configuration.Bind<CommandSettings>(CommandSettings.Section, settings => settings.Faults()));
}
