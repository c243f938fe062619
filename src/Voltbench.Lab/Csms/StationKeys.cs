using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;
using Voltbench.Csms;
using Voltbench.Lab.Fleet;

namespace Voltbench.Lab.Csms;

/// <summary>What the lab knows of a station that wants to connect to the built-in CSMS.</summary>
/// <param name="Exists">There is a charger of that identity in that organization.</param>
/// <param name="User">User of its Basic authentication when it is not the identity.</param>
/// <param name="Key">Its password; null = it has none. Never to be logged or shown.</param>
public sealed record StationKey(bool Exists, string? User, string? Key)
{
    /// <summary>0–3.</summary>
    public int SecurityProfile { get; init; }

    /// <summary>Serial number of the charger, which is the common name of its certificate.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>The CPO whose charger it is; null = none.</summary>
    public long? OperatorId { get; init; }

    public override string ToString() => $"{nameof(StationKey)} {{ Exists = {Exists} }}";
}

/// <summary>
/// Looks chargers up for the built-in CSMS. Ten thousand may connect at once: whoever asks while a query runs is served by the next one, together,
/// so that one connection of the pool is enough.
/// </summary>
public sealed partial class StationKeys : IAsyncDisposable
{
    private const int MaxBatch = 1000;

    private readonly NpgsqlDataSource database;
    private readonly ILogger<StationKeys> log;

    // Full = the handshakes wait.
    private readonly Channel<Question> questions = Channel.CreateBounded<Question>(
        new BoundedChannelOptions(4 * MaxBatch) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly Task reader;

    public StationKeys(NpgsqlDataSource database, ILogger<StationKeys> log)
    {
        this.database = database;
        this.log = log;
        reader = Task.Run(ReadAsync);
    }

    /// <exception cref="NpgsqlException">The database could not be asked.</exception>
    public async Task<StationKey> FindAsync(StationId station, CancellationToken stop)
    {
        var question = new Question(station);
        await questions.Writer.WriteAsync(question, stop);
        return await question.Answer.Task.WaitAsync(stop);
    }

    public async ValueTask DisposeAsync()
    {
        questions.Writer.TryComplete();
        await reader;
    }

    private async Task ReadAsync()
    {
        var batch = new List<Question>();
        while (await questions.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < MaxBatch && questions.Reader.TryRead(out var question))
                batch.Add(question);
            try
            {
                await AnswerAsync(batch);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or ObjectDisposedException)
            {
                LogFailed(log, e, batch.Count);
                foreach (var question in batch)
                    question.Answer.TrySetException(e);
            }
        }
    }

    private async Task AnswerAsync(List<Question> batch)
    {
        await using var command = database.CreateCommand(
            """
            select c.organization_id, c.identity, c.basic_user, c.authorization_key, c.security_profile, c.id,
                   (select t.partner_operation_id from ocpp.ocpi_ocpp_topologies t where t.charger_id = c.id limit 1)
            from unnest($1::uuid[], $2::text[]) as i (organization_id, identity)
            join ocpp.chargers c on c.organization_id = i.organization_id and c.identity = i.identity
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. batch.Select(q => q.Station.OrganizationId)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. batch.Select(q => q.Station.Identity)] });
        var found = new Dictionary<StationId, StationKey>();
        await using (var row = await command.ExecuteReaderAsync())
        {
            while (await row.ReadAsync())
            {
                found[new StationId(row.GetGuid(0), row.GetString(1))] =
                    new StationKey(Exists: true, row.IsDBNull(2) ? null : row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3))
                    {
                        SecurityProfile = row.GetFieldValue<int>(4),
                        SerialNumber = ChargerSpecs.SerialNumberOf(row.GetString(5)),
                        OperatorId = row.IsDBNull(6) ? null : row.GetInt64(6),
                    };
            }
        }

        foreach (var question in batch)
            question.Answer.TrySetResult(found.GetValueOrDefault(question.Station) ?? new StationKey(Exists: false, User: null, Key: null));
    }

    [LoggerMessage(LogLevel.Error, "The keys of {Count} stations could not be looked up")]
    private static partial void LogFailed(ILogger logger, Exception error, int count);

    private sealed record Question(StationId Station)
    {
        public TaskCompletionSource<StationKey> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
