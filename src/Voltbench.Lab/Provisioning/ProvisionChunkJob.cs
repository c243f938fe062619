using System.Globalization;
using Quartz;

namespace Voltbench.Lab.Provisioning;

/// <summary>One firing: one chunk of one bulk job. All it does is in <see cref="ChunkStep"/>.</summary>
public sealed class ProvisionChunkJob(ChunkStep step) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var data = context.MergedJobDataMap;
        var jobId = Guid.Parse(data.GetString(ChunkSchedule.JobIdKey)!, CultureInfo.InvariantCulture);
        var chunk = int.Parse(data.GetString(ChunkSchedule.ChunkKey)!, CultureInfo.InvariantCulture);
        await step.RunAsync(jobId, chunk, cancellationToken);
    }
}
