namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>
/// Keeps a CPO from going while locations are made for it. Not the row of the CPO: many steps hold this at once while others change that row.
/// </summary>
internal static class SiteLock
{
    /// <summary>Expression that takes the lock of the party of a job <c>j</c> until the commit.</summary>
    public const string SharedOf = "pg_advisory_xact_lock_shared(hashtextextended('ocpi sites ' || j.partner_operation_id, 0))::text";

    /// <summary>Expression that waits for all who hold it; <c>@Party</c>.</summary>
    public const string Exclusive = "pg_advisory_xact_lock(hashtextextended('ocpi sites ' || @Party::bigint, 0))::text";
}
