using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace Voltbench.Gateway.Validation;

/// <summary>Reads a whole body within a limit.</summary>
internal static class BodyBytes
{
    /// <summary>An oversized body is read and dropped up to here, so that its sender gets to read the 413.</summary>
    private const int MaxDrained = 64 * 1024 * 1024;

    /// <returns>Null when there are more than <paramref name="max"/> bytes.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext context, int max, CancellationToken ct)
    {
        // The limit is kept here and not by the server, which would cut the connection before most clients have read its answer.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        var request = context.Request;
        using var buffer = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, max));
        var chunk = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            long total = 0;
            int read;
            while ((read = await request.Body.ReadAsync(chunk, ct)) > 0)
            {
                total += read;
                if (total <= max)
                    buffer.Write(chunk, 0, read);
                else if (total > MaxDrained)
                    break;
            }

            if (total > max)
                return null;
            return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }
}
