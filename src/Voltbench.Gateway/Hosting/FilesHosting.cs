using Voltbench.Gateway.Auth;
using Voltbench.Lab.Files;

namespace Voltbench.Gateway.Hosting;

internal static class FilesHosting
{
    public static void AddFiles(this WebApplicationBuilder builder)
    {
        var data = builder.Configuration.DataDirectory();
        builder.Services.AddSingleton(s => new UploadStore(
            Path.Combine(data, "uploads"), LocalKey.ReadOrCreate(Path.Combine(data, "uploads.key")), s.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton(s => new FirmwareSigner(Path.Combine(data, "ca"), s.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<PublishedFirmware>();
    }
}
