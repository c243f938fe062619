using Voltbench.Lab.Ocpi.Emsp;

namespace Voltbench.Gateway.Emsps;

/// <summary>Services of the simulated eMSPs.</summary>
internal static class EmspHosting
{
    public static void AddEmsps(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<EmspStore>();
        builder.Services.AddSingleton<EmspWriter>();
        builder.Services.AddSingleton<EmspTokens>();
        builder.Services.AddSingleton<EmspCommands>();
        builder.Services.AddSingleton<EmspPull>();
        builder.Services.AddSingleton<EmspRequests>();
        builder.Services.AddSingleton<ReceivedObjects>();
    }
}
