using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Voltbench.Gateway.Auth;

/// <summary>
/// Remembers validated tokens by their SHA-256 until they expire, but no longer than <see cref="MaxAge"/>, so that a key taken out of a
/// key set stops working soon. Bounded: a full cache starts anew.
/// </summary>
public sealed class TokenCache(JwtValidator validator, TimeProvider time)
{
    public const int Capacity = 4096;
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<TokenHash, Entry> _entries = new();

    public ValueTask<TokenResult> ValidateAsync(string token, CancellationToken ct)
    {
        if (token.Length > JwtValidator.MaxLength)
            return ValueTask.FromResult(TokenResult.Refuse("The token is too long."));
        var hash = TokenHash.Of(token);
        if (_entries.TryGetValue(hash, out var entry))
        {
            if (time.GetUtcNow() < entry.Until)
                return ValueTask.FromResult(new TokenResult(entry.Caller, null));
            _entries.TryRemove(hash, out _);
        }

        return ValidateNewAsync(token, hash, ct);
    }

    private async ValueTask<TokenResult> ValidateNewAsync(string token, TokenHash hash, CancellationToken ct)
    {
        var result = await validator.ValidateAsync(token, ct);
        if (result.Caller is { } caller)
        {
            if (_entries.Count >= Capacity)
                _entries.Clear();
            var soon = time.GetUtcNow() + MaxAge;
            _entries[hash] = new Entry(caller, caller.ExpiresAt < soon ? caller.ExpiresAt : soon);
        }

        return result;
    }

    private sealed record Entry(Caller Caller, DateTimeOffset Until);

    private readonly record struct TokenHash(ulong A, ulong B, ulong C, ulong D)
    {
        public static TokenHash Of(string token)
        {
            Span<byte> text = stackalloc byte[1024];
            var max = Encoding.UTF8.GetMaxByteCount(token.Length);
            if (max > text.Length)
                text = new byte[max];
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(text[..Encoding.UTF8.GetBytes(token, text)], hash);
            return new TokenHash(
                BinaryPrimitives.ReadUInt64LittleEndian(hash),
                BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]),
                BinaryPrimitives.ReadUInt64LittleEndian(hash[16..]),
                BinaryPrimitives.ReadUInt64LittleEndian(hash[24..]));
        }
    }
}
