using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Database;
using Voltbench.Lab.Secrets;

namespace Voltbench.Gateway.Idempotency;

/// <summary>
/// Runs a creating operation in one transaction with the record of its <c>Idempotency-Key</c>: what was created and what will be replayed
/// commit together or not at all. Requests with the same key wait for each other. Only a success is recorded; any other answer rolls the
/// transaction back and leaves the key free. Of the key only its hash is stored; an answer that holds a secret is stored sealed under the key itself, which
/// the database does not know.
/// </summary>
public sealed class IdempotentWrite(LabDatabase database, TimeProvider time)
{
    public const string Header = "Idempotency-Key";

    /// <summary>Longest key, characters.</summary>
    public const int MaxKeyLength = 255;

    /// <summary>Content type of a body that is stored sealed; never sent.</summary>
    private const string Sealed = "sealed";

    private const string Purpose = "idempotent answer";

    /// <summary>How long an outcome is replayed.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <param name="http">The request; its header holds the key, if any.</param>
    /// <param name="input">The reader that has read the body.</param>
    /// <param name="tenant">Keys are per organization.</param>
    /// <param name="work">Does the work in the transaction given and returns the answer. It neither commits nor rolls back.</param>
    /// <param name="ct">Cancels before the commit.</param>
    /// <param name="isSecret">The answer holds what must not be in the database in clear.</param>
    public async Task<Answer> RunAsync(
        HttpContext http, RequestReader input, Tenant tenant, Func<NpgsqlTransaction, Task<Answer>> work, CancellationToken ct, bool isSecret = false)
    {
        var given = http.Request.Headers[Header];
        if (given.Count > 0 && !IsKey(given.ToString()))
        {
            input.Violations.Add(Loc.Header("idempotency-key"), ViolationType.StringPatternMismatch("^[\\x21-\\x7e]{1,255}$"), Echo.Text(given.ToString()));
            return input.Violations.Result;
        }

        await using var connection = await database.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var answer = given.Count == 0
            ? await work(transaction)
            : await RunKeyedAsync(new Key(tenant.OrganizationId, given.ToString(), Fingerprint(http.Request, input.RawBody.Span), isSecret), transaction, work, ct);
        if (answer.IsSuccess)
            await transaction.CommitAsync(ct);
        else
            await transaction.RollbackAsync(ct);
        return answer;
    }

    private async Task<Answer> RunKeyedAsync(Key key, NpgsqlTransaction transaction, Func<NpgsqlTransaction, Task<Answer>> work, CancellationToken ct)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(new CommandDefinition(
            "select pg_advisory_xact_lock(hashtextextended(@Text, 0))",
            new { Text = $"idempotency {key.OrganizationId} {key.Hash}" },
            transaction,
            cancellationToken: ct));
        var stored = await connection.QuerySingleOrDefaultAsync<Stored>(new CommandDefinition(
            """
            select fingerprint, status, body, content_type from ocpp.idempotency_keys
            where organization_id = @OrganizationId and key = @Hash and created_at > @Since
            """,
            new { key.OrganizationId, key.Hash, Since = time.GetUtcNow() - Lifetime },
            transaction,
            cancellationToken: ct));
        if (stored is not null)
            return Replay(key, stored);

        var answer = await work(transaction);
        if (answer.IsSuccess)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                """
                insert into ocpp.idempotency_keys (organization_id, key, fingerprint, status, body, content_type, created_at)
                values (@OrganizationId, @Hash, @Fingerprint, @Status, @Body, @ContentType, @Now)
                on conflict (organization_id, key) do update set fingerprint = excluded.fingerprint, status = excluded.status,
                    body = excluded.body, content_type = excluded.content_type, created_at = excluded.created_at
                """,
                new
                {
                    key.OrganizationId,
                    key.Hash,
                    key.Fingerprint,
                    answer.Status,
                    Body = key.IsSecret ? SecretBox.Seal(answer.Body.Span, key.Text, Purpose) : answer.Body.ToArray(),
                    ContentType = key.IsSecret ? Sealed : Answer.Json,
                    Now = time.GetUtcNow(),
                },
                transaction,
                cancellationToken: ct));
        }

        return answer;
    }

    private static Answer Replay(Key key, Stored stored)
    {
        if (stored.Fingerprint.AsSpan().SequenceEqual(key.Fingerprint))
        {
            // Found by the hash of the key, so it opens.
            return new Answer(stored.Status, stored.ContentType == Sealed ? SecretBox.Open(stored.Body, key.Text, Purpose)! : stored.Body);
        }

        var violations = new Violations();
        violations.Add(Loc.Header("idempotency-key"), ViolationType.ValueError("the key was used for another request"), Echo.Text(key.Text));
        return violations.Result;
    }

    private static bool IsKey(string key) => key.Length is >= 1 and <= MaxKeyLength && key.All(c => c is >= '!' and <= '~');

    private static byte[] Fingerprint(HttpRequest request, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}\n"));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    private sealed record Key(Guid OrganizationId, string Text, byte[] Fingerprint, bool IsSecret)
    {
        /// <summary>SHA-256 of the key, which is all the database knows of it.</summary>
        public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
    }

    private sealed class Stored
    {
        public byte[] Fingerprint { get; init; } = [];

        public int Status { get; init; }

        public byte[] Body { get; init; } = [];

        public string? ContentType { get; init; }
    }
}
