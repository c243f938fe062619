using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Voltbench.Simulation.Seeds;

namespace Voltbench.Lab.Files;

/// <summary>
/// A firmware image that is made while it is read: a header line that the simulated stations understand, then bytes that follow from name and header alone. The same
/// order gives the same bytes on every node and at every time, so that nothing needs to be stored.
/// </summary>
public sealed record LabFirmware
{
    public const long MaxBytes = 4L * 1024 * 1024 * 1024;
    public const long DefaultBytes = 1024 * 1024;

    private const int ChunkBytes = 64 * 1024;

    /// <summary>Name of the file.</summary>
    public required string Name { get; init; }

    /// <summary>Length in bytes; the header is cut when it does not fit.</summary>
    public long Size { get; init; } = DefaultBytes;

    /// <summary>Version that a station reports when it runs.</summary>
    public required string Version { get; init; }

    /// <summary>Vendor whose stations take it; null for any.</summary>
    public string? For { get; init; }

    /// <summary>What is wrong with it: <c>disk_full</c>, <c>verification</c>, <c>installation</c>; null for nothing.</summary>
    public string? Flaw { get; init; }

    private string Header
    {
        get
        {
            var header = new StringBuilder("VOLTBENCH-FIRMWARE version=").Append(Version);
            if (For is not null)
                header.Append(" for=").Append(Uri.EscapeDataString(For));
            if (Flaw is not null)
                header.Append(" flaw=").Append(Flaw.Replace("_", "", StringComparison.Ordinal));
            return header.Append('\n').ToString();
        }
    }

    /// <summary>Writes the whole image.</summary>
    public async Task WriteAsync(Stream destination, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            var bytes = new SeedStream(0, $"firmware/{Name}/{Header}");
            var header = Encoding.UTF8.GetBytes(Header);
            for (long position = 0; position < Size; position += ChunkBytes)
            {
                Fill(buffer.AsSpan(0, ChunkBytes), ref bytes);
                if (position == 0)
                    header.AsSpan().CopyTo(buffer); // a header is far shorter than a chunk
                await destination.WriteAsync(buffer.AsMemory(0, (int)Math.Min(ChunkBytes, Size - position)), cancellation);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>SHA-256 and MD5 of the image.</summary>
    public async Task<(byte[] Sha256, byte[] Md5)> HashAsync(CancellationToken cancellation)
    {
        await using var hashes = new HashStream();
        await WriteAsync(hashes, cancellation);
        return hashes.Finish();
    }

    private static void Fill(Span<byte> chunk, ref SeedStream bytes)
    {
        for (var i = 0; i < chunk.Length; i += 8)
            BitConverter.TryWriteBytes(chunk[i..], bytes.Next());
    }

    private sealed class HashStream : Stream
    {
        private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public (byte[] Sha256, byte[] Md5) Finish() => (_sha256.GetHashAndReset(), _md5.GetHashAndReset());

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _sha256.AppendData(buffer);
            _md5.AppendData(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            _sha256.Dispose();
            _md5.Dispose();
            base.Dispose(disposing);
        }
    }
}
