using Voltbench.Lab.Fleet;
using Voltbench.Lab.Ocpi.Messages;
using Voltbench.Lab.Ocpi.Outbox;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi.Transport;

namespace Voltbench.Gateway.Hosting;

/// <summary>Calls of OCPI peers, the log of every exchange with them, and what is pushed to them.</summary>
internal static class OcpiCallHosting
{
    public static void AddOcpiCalls(this WebApplicationBuilder builder)
    {
        var calls = builder.Configuration.Bind<PeerCallOptions>(PeerCallOptions.Section, static o => o.Faults());
        var messages = builder.Configuration.Bind<MessageLogOptions>(MessageLogOptions.Section, static o => o.Faults());
        var tls = builder.Configuration.Bind<TlsOptions>(TlsOptions.Section, static o => o.Faults());
        var services = builder.Services;
        services.AddSingleton(calls);
        services.AddSingleton(new PeerTargetPolicy(calls));
        services.AddSingleton(messages);
        services.AddSingleton<MessageLog>();
        services.AddSingleton<MessageReader>();
        services.AddHostedService<MessageWriter>();
        services.AddHostedService<MessageRetention>();
        services.AddSingleton(s => new OcpiClient(Options(calls, tls, s.GetRequiredService<PeerTargetPolicy>(), s.GetRequiredService<MessageLog>()), s.GetRequiredService<TimeProvider>()));
    }

    public static void AddOcpiOutbox(this WebApplicationBuilder builder) =>
        builder.Services.AddOcpiOutbox(builder.Configuration.Bind<OutboxOptions>(OutboxOptions.Section, static o => o.Faults()));

    private static OcpiClientOptions Options(PeerCallOptions calls, TlsOptions tls, PeerTargetPolicy policy, MessageLog messages) => new()
    {
        Timeout = TimeSpan.FromSeconds(calls.CallTimeoutSeconds),
        ConnectTimeout = TimeSpan.FromSeconds(calls.ConnectTimeoutSeconds),
        MaxResponseBytes = calls.MaxResponseBytes,
        MaxConnectionsPerHost = calls.MaxConnectionsPerHost,
        Objection = policy.CheckAddress,
        TrustedRoots = tls.Authorities(),
        VerifyServer = tls.VerifyServer,
        Observe = exchange => MessageTag.Log(messages, exchange),
    };
}
