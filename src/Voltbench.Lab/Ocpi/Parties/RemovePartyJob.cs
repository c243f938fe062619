using Quartz;

namespace Voltbench.Lab.Ocpi.Parties;

/// <summary>One firing: the removal of one party that was deleted or has expired. All it does is in <see cref="PartyRemoval"/>.</summary>
public sealed class RemovePartyJob(PartyRemoval removal) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await removal.RunAsync(PartySchedule.Read(context), cancellationToken);
}
