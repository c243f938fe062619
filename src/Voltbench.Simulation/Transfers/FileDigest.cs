using System.Buffers;
using System.Security.Cryptography;

namespace Voltbench.Simulation.Transfers;

/// <summary>Reads a stream to its end and remembers its measures alone: ten thousand stations may fetch the same large image at once.</summary>
internal sealed class FileDigest : IDisposable
{
    private const int BufferBytes = 64 * 1024;
    private const int HeadBytes = 256;

    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
    private readonly byte[] _head = new byte[HeadBytes];
    private int _headLength;

    public long Length { get; private set; }

    /// <summary>Reads all; false when there is more than <paramref name="limit"/>.</summary>
    public async Task<bool> ReadAsync(Stream stream, long limit, TransferClock clock)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            while (true)
            {
                clock.Progress();
                var read = await stream.ReadAsync(buffer.AsMemory(0, BufferBytes), clock.Token);
                if (read == 0)
                    return true;
                Add(buffer.AsSpan(0, read));
                if (Length > limit)
                    return false;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public FileReceipt ToReceipt() => new(FileOutcome.Done)
    {
        Length = Length,
        Sha256 = _sha256.GetHashAndReset(),
        Md5 = _md5.GetHashAndReset(),
        Head = _head.AsMemory(0, _headLength),
    };

    public void Dispose()
    {
        _sha256.Dispose();
        _md5.Dispose();
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        _sha256.AppendData(bytes);
        _md5.AppendData(bytes);
        Length += bytes.Length;
        var missing = Math.Min(HeadBytes - _headLength, bytes.Length);
        bytes[..missing].CopyTo(_head.AsSpan(_headLength));
        _headLength += missing;
    }
}
