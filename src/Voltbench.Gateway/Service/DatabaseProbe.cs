using Npgsql;
using Voltbench.Lab.Database;

namespace Voltbench.Gateway.Service;

/// <summary>
/// Whether the database answers. A server that is silent and not gone holds up the client library for long, even when it is told to
/// give up; so nobody waits longer than <see cref="Timeout"/>, and all who ask meanwhile share one question.
/// </summary>
public sealed class DatabaseProbe(LabDatabase database, TimeProvider time)
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    /// <summary>After this an unanswered question is given up for lost and asked anew.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private Task<bool> _question = Task.FromResult(true);
    private long _askedAt;

    public async Task<bool> IsUpAsync(CancellationToken ct)
    {
        try
        {
            return await Question().WaitAsync(Timeout, time, ct);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private Task<bool> Question()
    {
        lock (_gate)
        {
            if (!_question.IsCompleted && time.GetElapsedTime(_askedAt) < Patience)
                return _question;
            _askedAt = time.GetTimestamp();
            return _question = AskAsync();
        }
    }

    private async Task<bool> AskAsync()
    {
        // Not in the caller's thread, who holds the gate.
        await Task.Yield();
        try
        {
            await using var command = database.Source.CreateCommand("select 1");
            await command.ExecuteScalarAsync(CancellationToken.None);
            return true;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or ObjectDisposedException)
        {
            return false;
        }
    }
}
