using System.Text.Json;

namespace Voltbench.Gateway.Auth;

/// <summary>
/// The public keys of an issuer, from a file or a URL. Loaded at first use, again when a token names an unknown key (at most once in
/// <see cref="RefreshFloor"/>, so that made-up key ids cannot drive requests to the issuer), and every <see cref="RefreshCeiling"/>.
/// </summary>
public sealed partial class JsonWebKeySet(string source, HttpClient http, TimeProvider time, ILogger<JsonWebKeySet> log)
{
    public static readonly TimeSpan RefreshFloor = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan RefreshCeiling = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile IReadOnlyList<JsonWebKey> _keys = [];
    private DateTimeOffset _triedAt = DateTimeOffset.MinValue;

    /// <returns>The key for a token, or null. Without a key id the set must hold exactly one key for the algorithm.</returns>
    public async ValueTask<JsonWebKey?> FindAsync(string algorithm, string? keyId, CancellationToken ct)
    {
        if (Age() < RefreshCeiling && Pick(algorithm, keyId) is { } known)
            return known;
        await RefreshAsync(ct);
        return Pick(algorithm, keyId);
    }

    private JsonWebKey? Pick(string algorithm, string? keyId)
    {
        var fitting = _keys.Where(key => key.Algorithm == algorithm && (keyId is null || key.KeyId == keyId)).Take(2).ToList();
        return fitting.Count == 1 ? fitting[0] : null;
    }

    private TimeSpan Age() => _triedAt == DateTimeOffset.MinValue ? TimeSpan.MaxValue : time.GetUtcNow() - _triedAt;

    private async Task RefreshAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (Age() < RefreshFloor)
                return;
            _triedAt = time.GetUtcNow();
            _keys = Read(await LoadAsync(ct));
            LogLoaded(_keys.Count, source);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or JsonException or UnauthorizedAccessException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            // The keys known so far stay good.
            LogFailed(source, e.Message);
        }
        finally
        {
            _gate.Release();
        }
    }

    private Task<byte[]> LoadAsync(CancellationToken ct)
    {
        if (!Uri.TryCreate(source, UriKind.Absolute, out var url))
            return File.ReadAllBytesAsync(source, ct);
        return url.IsFile ? File.ReadAllBytesAsync(url.LocalPath, ct) : http.GetByteArrayAsync(url, ct);
    }

    private static List<JsonWebKey> Read(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("keys", out var keys) || keys.ValueKind != JsonValueKind.Array)
            throw new JsonException("The document is no key set.");
        return keys.EnumerateArray().Select(JsonWebKey.Read).OfType<JsonWebKey>().ToList();
    }
}
