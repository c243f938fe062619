using System.Security.Cryptography;
using System.Text;

namespace Voltbench.Gateway.Auth;

/// <summary>The HS256 key of this installation.</summary>
public static class LocalKey
{
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Reads the key file, or creates it (32 random bytes as hex, mode 0600).</summary>
    /// <exception cref="InvalidOperationException">The file holds less than 32 bytes.</exception>
    /// <exception cref="IOException">The file can neither be read nor created.</exception>
    public static byte[] ReadOrCreate(string path)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        if (!File.Exists(full))
        {
            // Two starting processes agree on one key: a move that does not overwrite looks first and moves then, so it alone would not do.
            using var gate = Lock(full + ".lock");
            if (!File.Exists(full))
                Create(full);
        }

        var key = Encoding.UTF8.GetBytes(File.ReadAllText(full).Trim());
        return key.Length >= AuthOptions.MinKeyBytes
            ? key
            : throw new InvalidOperationException($"The key file {full} holds less than {AuthOptions.MinKeyBytes} bytes.");
    }

    private static void Create(string path)
    {
        // Written aside and moved into place, so that nobody reads half a file.
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(draft, options))
            writer.WriteLine(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        File.Move(draft, path);
    }

    private static FileStream Lock(string path)
    {
        FileStream? held = null;
        if (!SpinWait.SpinUntil(() => TryLock(path, out held), LockTimeout))
            throw new IOException($"Another process has held {path} for {LockTimeout.TotalSeconds} s.");
        return held!;
    }

    private static bool TryLock(string path, out FileStream? held)
    {
        try
        {
            held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (IOException)
        {
            held = null;
            return false;
        }
    }
}
