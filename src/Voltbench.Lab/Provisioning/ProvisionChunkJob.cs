using Quartz;

namespace Voltbench.Lab.Provisioning;

/// <summary>One firing: one chunk of one bulk job. All it does is in <see cref="ChunkStep"/>.</summary>
public sealed class ProvisionChunkJob(ChunkStep step) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var (jobId, chunk) = ChunkSchedule.Read(context);
        await step.RunAsync(jobId, chunk, cancellationToken);
    }
}
