using Quartz;
using Voltbench.Lab.Provisioning;

namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>One firing: one chunk of one job that makes locations of a CPO. All it does is in <see cref="SiteChunkStep"/>.</summary>
public sealed class SiteChunkJob(SiteChunkStep step) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var (jobId, chunk) = ChunkSchedule.Read(context);
        await step.RunAsync(jobId, chunk, cancellationToken);
    }
}
