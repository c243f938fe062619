using Voltbench.Gateway.Idempotency;

namespace Voltbench.Gateway.Hosting;

internal static class WriteHosting
{
    public static void AddWrites(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IdempotentWrite>();
        builder.Services.AddHostedService<IdempotencyCleanup>();
    }
}
