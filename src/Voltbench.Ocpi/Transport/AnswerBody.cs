using System.Buffers;

namespace Voltbench.Ocpi.Transport;

/// <summary>The body of an answer, unpacked, up to the limit.</summary>
internal sealed class AnswerBody(int limit)
{
    private const int FirstBytes = 4096;
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>What was read, also when reading failed halfway.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.WrittenMemory;

    /// <summary>The peer sent more than the limit, or announced it; the rest was not read.</summary>
    public bool IsTooLarge { get; private set; }

    public async Task ReadAsync(HttpContent content, CancellationToken ct)
    {
        if (content.Headers.ContentLength > limit)
        {
            IsTooLarge = true;
            return;
        }

        // The buffer grows with what came, not with what was announced.
        await using var stream = await content.ReadAsStreamAsync(ct);
        while (true)
        {
            var read = await stream.ReadAsync(_buffer.GetMemory(FirstBytes), ct);
            if (read == 0)
                return;
            if (_buffer.WrittenCount + read > limit)
            {
                IsTooLarge = true;
                return;
            }

            _buffer.Advance(read);
        }
    }
}
