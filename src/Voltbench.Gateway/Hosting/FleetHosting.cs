using Voltbench.Lab.Certificates;
using Voltbench.Lab.Fleet;
using Voltbench.Lab.FrameLog;
using Voltbench.Simulation;

namespace Voltbench.Gateway.Hosting;

internal static class FleetHosting
{
    public static void AddFleet(this WebApplicationBuilder builder)
    {
        var fleet = builder.Configuration.Bind<FleetOptions>(FleetOptions.Section, options => options.Faults());
        var frames = builder.Configuration.Bind<FrameLogOptions>(FrameLogOptions.Section, options => options.Faults());
        var tls = builder.Configuration.Bind<TlsOptions>(TlsOptions.Section, options => options.Faults());
        if (tls.Authority.Length == 0)
            tls = tls with { Authority = Path.Combine(builder.Configuration.DataDirectory(), "ca") };
        if (fleet.RevokedCertificates.Length == 0)
            fleet = fleet with { RevokedCertificates = Path.Combine(tls.Authority, AuthorityFolder.RevokedFile) };
        var files = builder.Configuration.Bind<FileTransferOptions>(FileTransferOptions.Section, options => options.Faults());
        builder.Services.AddFleet(fleet, frames, tls, files);

        // Made at once: an instrument counts only while somebody listens.
        var metrics = new Metrics.MetricsCollector();
        builder.Services.AddSingleton(_ => metrics);
    }
}
