using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Templates;
using Voltbench.Lab.Provisioning;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>
/// Makes the locations of one chunk, each with all that belongs to it: the location of OCPI and that of OCPP, chargers, EVSEs, connectors, topology.
/// All of it, the marks of the items, the signal to the fleet and, where something is to be tried again, the next firing commit together; items are
/// locked, and only those still pending are touched. So the step may run twice, at once or after a kill, and a location is there whole or not at all.
/// </summary>
public sealed partial class SiteChunkStep(
    LabDatabase database, ChunkSchedule schedule, ProvisioningOptions options, ProvisioningInstruments instruments, TimeProvider time, ILogger<SiteChunkStep> log)
{
    private static readonly ItemSql Items = new("ocpp.ocpi_job_items");

    /// <exception cref="NpgsqlException">The database cannot be reached or asks to try again; the scheduler does.</exception>
    public async Task RunAsync(Guid jobId, int chunk, CancellationToken ct)
    {
        await BeginAsync(jobId, ct);
        var started = time.GetTimestamp();
        int locations, chargers;
        try
        {
            (locations, chargers) = await RunAsync(jobId, chunk, MakeAsync, ct);
        }
        catch (PostgresException e) when (!Transient.Is(e))
        {
            // Something in the chunk is refused: find out what, one location at a time.
            LogSingly(jobId, chunk, e.SqlState, e.MessageText);
            (locations, chargers) = await RunAsync(jobId, chunk, MakeSinglyAsync, ct);
        }

        instruments.ChunkDone(time.GetElapsedTime(started), chargers);
        LogChunk(jobId, chunk, locations, time.GetElapsedTime(started).TotalMilliseconds);
    }

    private async Task BeginAsync(Guid jobId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(SiteChunkSql.Begin, new { JobId = jobId }, cancellationToken: ct));
    }

    private async Task<(int Locations, int Chargers)> RunAsync(
        Guid jobId, int chunk, Func<SiteJob, IReadOnlyList<PlannedSite>, CancellationToken, Task<IReadOnlyList<PlannedSite>>> make, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await OpenAsync(transaction, jobId, chunk, ct) is not { } job)
            return default;

        var due = await connection.QueryAsync<DueRow>(new CommandDefinition(
            SiteChunkSql.Due, new { JobId = jobId, Chunk = chunk, Now = time.GetUtcNow() }, transaction, cancellationToken: ct));
        var sites = due.Select(d => new PlannedSite(d.Ordinal, d.Attempts, JsonSerializer.Deserialize(d.Plan, PlanJson.Default.LocationPlan)!)).ToList();
        var made = sites.Count == 0 ? [] : await make(job, sites, ct);
        await CommitAsync(job, chunk, made.Count > 0, ct);
        return (made.Count, made.Sum(m => m.Plan.Chargers.Count));
    }

    /// <summary>Null when there is nothing to do any more: the job is gone, or its CPO is (then the items are failed and committed).</summary>
    private static async Task<SiteJob?> OpenAsync(NpgsqlTransaction transaction, Guid jobId, int chunk, CancellationToken ct)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(new CommandDefinition(SiteChunkSql.Hold, new { JobId = jobId }, transaction, cancellationToken: ct));
        var row = await connection.QuerySingleOrDefaultAsync<JobRow>(
            new CommandDefinition(SiteChunkSql.Job, new { JobId = jobId }, transaction, cancellationToken: ct));
        if (row is null)
            return null;
        if (row.IsAlive && OcpiVersions.TryParse(row.OcpiVersion, out var version))
            return new SiteJob(transaction, jobId, row.ToParty(version));

        await connection.ExecuteAsync(new CommandDefinition(
            Items.FailChunk, new { JobId = jobId, Chunk = chunk, Error = "The CPO was deleted." }, transaction, cancellationToken: ct));
        await JobCompletion.TryFinishAsync(transaction, [jobId], ct);
        await transaction.CommitAsync(ct);
        return null;
    }

    /// <summary>Makes what can be made and marks all.</summary>
    /// <returns>What was made now.</returns>
    private async Task<IReadOnlyList<PlannedSite>> MakeAsync(SiteJob job, IReadOnlyList<PlannedSite> sites, CancellationToken ct)
    {
        var verdicts = await SiteCollisions.JudgeAsync(job, sites, ct);
        sites = await PostponeAsync(job, sites, verdicts, ct);
        var good = sites.Where(s => verdicts[s.Ordinal] == SiteVerdict.Make).ToList();
        if (good.Count > 0)
            await InsertAsync(job, new SiteRows(job.Id, good), ct);
        await SitePush.PutAsync(job.Transaction, job.Party, [.. good.Select(s => s.Plan.Id)], ct);
        await MarkAsync(job, [.. sites.Select(s => s.Ordinal)], [.. sites.Select(s => verdicts[s.Ordinal].Error)], ct);
        return good;
    }

    private async Task<IReadOnlyList<PlannedSite>> MakeSinglyAsync(SiteJob job, IReadOnlyList<PlannedSite> sites, CancellationToken ct)
    {
        const string savepoint = "one";
        var made = new List<PlannedSite>();
        foreach (var site in sites)
        {
            await job.Transaction.SaveAsync(savepoint, ct);
            try
            {
                made.AddRange(await MakeAsync(job, [site], ct));
                await job.Transaction.ReleaseAsync(savepoint, ct);
            }
            catch (PostgresException e) when (!Transient.Is(e))
            {
                await job.Transaction.RollbackAsync(savepoint, ct);
                await RefuseAsync(job, site, e, ct);
            }
        }

        return made;
    }

    /// <summary>Puts off what waits for a charger to be gone.</summary>
    /// <returns>The others.</returns>
    private async Task<IReadOnlyList<PlannedSite>> PostponeAsync(
        SiteJob job, IReadOnlyList<PlannedSite> sites, IReadOnlyDictionary<int, SiteVerdict> verdicts, CancellationToken ct)
    {
        var later = sites.Where(s => verdicts[s.Ordinal] == SiteVerdict.Later && s.Attempts + 1 < options.MaxAttempts).ToList();
        foreach (var site in later)
        {
            var next = time.GetUtcNow() + (options.RetryDelay * (1 << Math.Min(site.Attempts, 10)));
            await job.Connection.ExecuteAsync(new CommandDefinition(
                Items.Refuse, new { JobId = job.Id, site.Ordinal, GivenUp = false, SiteVerdict.Later.Error, Next = next }, job.Transaction, cancellationToken: ct));
        }

        return later.Count == 0 ? sites : [.. sites.Except(later)];
    }

    private async Task RefuseAsync(SiteJob job, PlannedSite site, PostgresException e, CancellationToken ct)
    {
        var attempt = site.Attempts + 1;
        // The text of the database may hold values of the row: the caller gets the class of the error, the log the rest.
        var error = $"The location could not be stored (database error {e.SqlState}); {attempt} attempts.";
        if (attempt >= options.MaxAttempts)
        {
            await MarkAsync(job, [site.Ordinal], [error], ct);
        }
        else
        {
            var next = time.GetUtcNow() + (options.RetryDelay * (1 << Math.Min(site.Attempts, 10)));
            await job.Connection.ExecuteAsync(new CommandDefinition(
                Items.Refuse, new { JobId = job.Id, site.Ordinal, GivenUp = false, Error = error, Next = next }, job.Transaction, cancellationToken: ct));
        }

        LogRefused(job.Id, site.Ordinal, attempt, e.SqlState, e.MessageText);
    }

    private static Task MarkAsync(SiteJob job, int[] ordinals, string?[] errors, CancellationToken ct)
        => job.Connection.ExecuteAsync(new CommandDefinition(
            SiteChunkSql.Mark, new { JobId = job.Id, Ordinals = ordinals, Errors = errors }, job.Transaction, cancellationToken: ct));

    private static async Task InsertAsync(SiteJob job, SiteRows rows, CancellationToken ct)
    {
        var sql = SiteInsertSql.Of(job.Party.Version);
        await using var batch = new NpgsqlBatch(job.Connection, job.Transaction);
        Add(sql.Locations, rows.AddLocations);
        Add(SiteInsertSql.Chargers, rows.AddChargers);
        Add(sql.Evses, rows.AddEvses);
        Add(sql.Connectors, rows.AddConnectors);
        Add(SiteInsertSql.Topology, rows.AddTopology);
        await batch.ExecuteNonQueryAsync(ct);

        void Add(string text, Action<NpgsqlParameterCollection> columns)
        {
            var command = new NpgsqlBatchCommand(text);
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = job.Party.Id });
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = job.Id });
            columns(command.Parameters);
            batch.BatchCommands.Add(command);
        }
    }

    private async Task CommitAsync(SiteJob job, int chunk, bool anyMade, CancellationToken ct)
    {
        if (anyMade)
            await job.Connection.ExecuteAsync(new CommandDefinition(SiteChunkSql.Signal, new { JobId = job.Id }, job.Transaction, cancellationToken: ct));
        await JobCompletion.TryFinishAsync(job.Transaction, [job.Id], ct);

        var (round, next) = await job.Connection.QuerySingleAsync<(int Round, DateTime? Next)>(
            new CommandDefinition(Items.NextRound, new { JobId = job.Id, Chunk = chunk }, job.Transaction, cancellationToken: ct));
        if (next is { } at)
        {
            using var wake = await schedule.ScheduleAgainAsync(job.Transaction, ChunkSchedule.Sites, job.Id, chunk, round, new DateTimeOffset(at), ct);
            await job.Transaction.CommitAsync(ct);
            return;
        }

        await job.Transaction.CommitAsync(ct);
    }

    private sealed record JobRow
    {
        public Guid OrganizationId { get; init; }

        public long Id { get; init; }

        public string OcpiVersion { get; init; } = "";

        public string CountryCode { get; init; } = "";

        public string PartyId { get; init; } = "";

        public string NamePrefix { get; init; } = "";

        public string PublicBase { get; init; } = "";

        public bool IsAlive { get; init; }

        public Party ToParty(OcpiVersion version) => new(Id, OrganizationId, PartyRole.Cpo, version, CountryCode, PartyId, NamePrefix, PublicBase);
    }

    private sealed record DueRow
    {
        public int Ordinal { get; init; }

        public int Attempts { get; init; }

        public string Plan { get; init; } = "";
    }
}

/// <summary>A job that a step works on, in the step's transaction.</summary>
internal sealed record SiteJob(NpgsqlTransaction Transaction, Guid Id, Party Party)
{
    public NpgsqlConnection Connection => Transaction.Connection!;
}
