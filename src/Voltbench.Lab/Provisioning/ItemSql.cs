namespace Voltbench.Lab.Provisioning;

/// <summary>What every step does to its items, whatever they are.</summary>
/// <param name="table">Table of the items: job, ordinal, chunk, status, attempts, next_attempt_at, error.</param>
internal sealed class ItemSql(string table)
{
    /// <summary>Counts an attempt at one item (<c>@Ordinal</c>): the next one is at <c>@Next</c>, or it is given up.</summary>
    public string Refuse { get; } =
        $"""
        update {table}
        set attempts = attempts + 1,
            error = @Error,
            status = case when @GivenUp then 'FAILED' else status end,
            next_attempt_at = case when @GivenUp then null else @Next end
        where job_id = @JobId and ordinal = @Ordinal
        """;

    /// <summary>Gives up what is pending of a chunk.</summary>
    public string FailChunk { get; } =
        $"""
        update {table} set status = 'FAILED', error = @Error, attempts = attempts + 1, next_attempt_at = null
        where job_id = @JobId and chunk = @Chunk and status = 'PENDING'
        """;

    /// <summary>When the chunk has something to do again; null when it never has. The sum of attempts grows with each round, so it names it.</summary>
    public string NextRound { get; } =
        $"""
        select coalesce(sum(attempts), 0)::integer as round, min(next_attempt_at) filter (where status = 'PENDING') as next
        from {table} where job_id = @JobId and chunk = @Chunk
        """;
}
