using Voltbench.Gateway.CpoPeers;
using Voltbench.Gateway.Hosting;
using Voltbench.Gateway.OcpiPeer.Credentials;
using Voltbench.Gateway.OcpiPeer.Tokens;
using Voltbench.Gateway.OcpiPeer.V211.Commands;
using Voltbench.Gateway.OcpiPeer.Emsp;
using Voltbench.Gateway.OcpiPeer.V211.Versions;
using Voltbench.Gateway.OcpiPeer.V221.ChargingProfiles;
using Voltbench.Gateway.OcpiPeer.V221.Commands;
using Voltbench.Gateway.OcpiPeer.V221.Versions;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Lab.Ocpi.Tokens;

namespace Voltbench.Gateway.OcpiPeer;

/// <summary>What peers of simulated parties talk to.</summary>
internal static class OcpiPeerHosting
{
    public static void AddOcpiPeer(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.Bind<OcpiPeerSettings>(OcpiPeerSettings.Section, peer => peer.Faults());
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<PeerDirectory>();
        builder.Services.AddSingleton<PeerStore>();
        builder.Services.AddSingleton<PeerDiscovery>();
        builder.Services.AddSingleton<HandshakeStore>();
        builder.Services.AddSingleton<Handshake>();
        builder.Services.AddSingleton<TokenStore>();
        builder.Services.AddSingleton<TokenAuthorizer>();
        builder.Services.AddSingleton<TokenBook>();
        builder.Services.AddSingleton(builder.Configuration.Bind<TokenPullOptions>(TokenPullOptions.Section, static pull => pull.Faults()));
        builder.Services.AddSingleton<TokenPullStore>();
        builder.Services.AddSingleton<TokenPull>();
        builder.Services.AddHostedService<TokenPuller>();
        builder.Services.AddSingleton<CredentialsExchange>();
        builder.Services.AddSenderModules();
        builder.Services.AddSingleton<OcpiModules>();
        builder.Services.AddSingleton<OcpiRouteTable>();
        builder.Services.AddSingleton<OcpiEndpoint>();
    }

    /// <summary>Routes of the peer endpoints; modules add one line each.</summary>
    public static void MapOcpiPeer(this IEndpointRouteBuilder routes)
    {
        routes.MapVersionsV211();
        routes.MapVersionsV221();
        routes.MapCredentials();
        routes.MapCommandsV211();
        routes.MapCommandsV221();
        routes.MapChargingProfilesV221();
        routes.MapSenderModules();
        routes.MapTokens();
        routes.MapEmspModules();
        routes.MapOcpiUnknown();
        routes.MapCpoPeers();
    }
}
