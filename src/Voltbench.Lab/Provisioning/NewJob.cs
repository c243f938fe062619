namespace Voltbench.Lab.Provisioning;

/// <summary>A bulk call, decided and ready to be stored.</summary>
/// <param name="OrganizationId">Owner.</param>
/// <param name="LocationId">Where the chargers stand.</param>
/// <param name="Templates">One per group.</param>
/// <param name="Items">One per charger, in the order of the call.</param>
public sealed record NewJob(Guid OrganizationId, Guid LocationId, IReadOnlyList<ChargerTemplate> Templates, IReadOnlyList<NewJobItem> Items);

/// <summary>One charger of a bulk call.</summary>
/// <param name="Group">Index of its template.</param>
/// <param name="ChargerId">The id it will have; drawn before, so that a repeated step finds its own work.</param>
/// <param name="Identity">Charge point identity.</param>
/// <param name="Error">Why it can never be made; null when it can be tried.</param>
public sealed record NewJobItem(int Group, string ChargerId, string Identity, string? Error);

/// <summary>A job that is written, and with the commit accepted.</summary>
/// <param name="Id">Its id.</param>
/// <param name="WorkflowRunId">Its run.</param>
/// <param name="Wake">Wakes the scheduler; null when there is nothing to fire.</param>
public sealed record AcceptedJob(Guid Id, string WorkflowRunId, IDisposable? Wake) : IDisposable
{
    /// <summary>To be called after the commit.</summary>
    public void Dispose() => Wake?.Dispose();
}
