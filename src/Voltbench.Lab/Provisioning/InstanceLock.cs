using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;

namespace Voltbench.Lab.Provisioning;

/// <summary>
/// The name of the gateway that works with a data directory, the same after each restart. Held by a lock on the file that goes with the
/// process, however it ends: a second gateway on the directory gets none.
/// </summary>
public sealed class InstanceLock : IHostedService, IDisposable
{
    private const int NameLength = 24;

    private readonly FileStream _file;

    private InstanceLock(FileStream file, string name)
    {
        _file = file;
        Name = name;
    }

    public string Name { get; }

    /// <summary>Null when the directory does not exist, cannot be written, or another gateway is at work with it.</summary>
    public static InstanceLock? TryTake(string directory)
    {
        if (!Directory.Exists(directory))
            return null;
        FileStream file;
        try
        {
            file = new FileStream(Path.Combine(directory, "instance"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        Span<byte> stored = stackalloc byte[NameLength];
        if (file.ReadAtLeast(stored, NameLength, throwOnEndOfStream: false) == NameLength)
            return new InstanceLock(file, System.Text.Encoding.ASCII.GetString(stored));

        var name = RandomNumberGenerator.GetHexString(NameLength, lowercase: true);
        file.SetLength(0);
        file.Write(System.Text.Encoding.ASCII.GetBytes(name));
        file.Flush(flushToDisk: true);
        return new InstanceLock(file, name);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _file.Dispose();
}
