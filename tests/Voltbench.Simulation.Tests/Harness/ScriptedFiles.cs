using System.Security.Cryptography;
using System.Text;

namespace Voltbench.Simulation.Tests.Harness;

/// <summary>File servers of a script: what is not there is not found. Held transfers end when the test says so.</summary>
public sealed class ScriptedFiles : IFileTransfer
{
    private readonly List<TaskCompletionSource> _held = [];

    /// <summary>Contents by address.</summary>
    public Dictionary<string, byte[]> Contents { get; } = [];

    public List<string> Downloads { get; } = [];

    public List<(string Destination, string Name, string Text)> Uploads { get; } = [];

    /// <summary>What becomes of an upload; null = all is well.</summary>
    public Func<string, FileReceipt>? AnswerUpload { get; set; }

    /// <summary>Transfers wait until <see cref="Release"/>.</summary>
    public bool IsHeld { get; set; }

    public int Cancelled { get; private set; }

    /// <summary>An image of the lab, as the file endpoint serves it.</summary>
    public byte[] Put(string address, string header = "version=2.1.0")
    {
        var content = Encoding.UTF8.GetBytes($"VOLTBENCH-FIRMWARE {header}\n" + new string('x', 1000));
        Contents[address] = content;
        return content;
    }

    public async Task<FileReceipt> DownloadAsync(string source, CancellationToken cancellation)
    {
        Downloads.Add(source);
        if (!await WaitAsync(cancellation))
            return new FileReceipt(FileOutcome.Cancelled);
        if (!Contents.TryGetValue(source, out var content))
            return FileReceipt.Failed(FileOutcome.NotFound, "The server answered 404.");
        return new FileReceipt(FileOutcome.Done)
        {
            Length = content.Length,
            Sha256 = SHA256.HashData(content),
            Md5 = MD5.HashData(content),
            Head = content.AsMemory(0, Math.Min(256, content.Length)),
        };
    }

    public async Task<FileReceipt> UploadAsync(string destination, string fileName, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        Uploads.Add((destination, fileName, Encoding.UTF8.GetString(content.Span)));
        if (!await WaitAsync(cancellation))
            return new FileReceipt(FileOutcome.Cancelled);
        return AnswerUpload?.Invoke(destination) ?? new FileReceipt(FileOutcome.Done) { Length = content.Length };
    }

    public void Release()
    {
        IsHeld = false;
        foreach (var held in _held.ToArray())
            held.TrySetResult();
        _held.Clear();
    }

    private async Task<bool> WaitAsync(CancellationToken cancellation)
    {
        if (!IsHeld)
            return true;
        var held = new TaskCompletionSource();
        _held.Add(held);
        await using var registration = cancellation.Register(() =>
        {
            Cancelled++;
            held.TrySetCanceled(cancellation);
        });
        try
        {
            await held.Task;
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
