using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Voltbench.Lab.Files;

/// <summary>
/// Files that stations delivered, on the disk of this node. Whoever knows the address of an organization's folder may put files in, so there is a limit for each and
/// for their number: the oldest goes.
/// </summary>
/// <param name="folder">Where they are kept.</param>
/// <param name="key">Secret of which the addresses are made.</param>
/// <param name="time">Clock.</param>
public sealed class UploadStore(string folder, byte[] key, TimeProvider time)
{
    public const long MaxFileBytes = 64 * 1024 * 1024;
    public const int MaxFiles = 200;

    private const int MaxName = 120;

    /// <summary>The secret part of the organization's upload address, 32 hexadecimal digits.</summary>
    public string KeyOf(Guid organization)
        => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"uploads/{organization:D}")).AsSpan(0, 16));

    public bool IsKeyOf(Guid organization, string text)
        => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(KeyOf(organization)), Encoding.UTF8.GetBytes(text));

    /// <summary>Takes a file; null when it is too large.</summary>
    /// <exception cref="IOException">The disk does not take it, or the sender broke off.</exception>
    public async Task<UploadedFile?> AddAsync(Guid organization, string name, Stream content, CancellationToken cancellation)
    {
        var directory = DirectoryOf(organization);
        Directory.CreateDirectory(directory);
        var at = time.GetUtcNow();
        var id = string.Create(CultureInfo.InvariantCulture, $"{at.ToUnixTimeMilliseconds():x12}{RandomNumberGenerator.GetInt32(int.MaxValue):x8}");
        var path = Path.Combine(directory, $"{id}_{Clean(name)}");
        var draft = path + ".part";
        try
        {
            if (!await WriteAsync(draft, content, cancellation))
                return null;
            File.Move(draft, path);
        }
        finally
        {
            File.Delete(draft);
        }

        Prune(directory);
        return Of(path);
    }

    /// <summary>All of an organization, newest first.</summary>
    public IReadOnlyList<UploadedFile> List(Guid organization)
    {
        var directory = DirectoryOf(organization);
        return Directory.Exists(directory) ? [.. Paths(directory).AsEnumerable().Reverse().Select(Of).OfType<UploadedFile>()] : [];
    }

    /// <summary>The file of that id; null when there is none.</summary>
    public string? Find(Guid organization, string id)
    {
        var directory = DirectoryOf(organization);
        return id.All(char.IsAsciiHexDigit) && id.Length == 20 && Directory.Exists(directory)
            ? Directory.EnumerateFiles(directory, id + "_*").FirstOrDefault(static p => !p.EndsWith(".part", StringComparison.Ordinal))
            : null;
    }

    private static async Task<bool> WriteAsync(string path, Stream content, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            long total = 0;
            int read;
            while ((read = await content.ReadAsync(buffer, cancellation)) > 0)
            {
                if ((total += read) > MaxFileBytes)
                    return false;
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }

            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Prune(string directory)
    {
        var paths = Paths(directory);
        foreach (var path in paths.Take(Math.Max(0, paths.Count - MaxFiles)))
            File.Delete(path);
    }

    private static List<string> Paths(string directory)
    {
        var paths = Directory.EnumerateFiles(directory).Where(static p => !p.EndsWith(".part", StringComparison.Ordinal)).ToList();
        paths.Sort(StringComparer.Ordinal); // ids begin with the time
        return paths;
    }

    private static UploadedFile? Of(string path)
    {
        var info = new FileInfo(path);
        var parts = info.Name.Split('_', 2);
        return parts.Length == 2 && info.Exists ? new UploadedFile(parts[0], parts[1], info.Length, info.LastWriteTimeUtc) : null;
    }

    // A name is text for people: nothing of it may mean something to a file system.
    private static string Clean(string name)
    {
        var clean = new StringBuilder(Math.Min(name.Length, MaxName));
        foreach (var c in name.Length > MaxName ? name[^MaxName..] : name)
            clean.Append(char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_');
        return clean.Length == 0 || clean.ToString().All(static c => c == '.') ? "file" : clean.ToString();
    }

    private string DirectoryOf(Guid organization) => Path.Combine(folder, organization.ToString("N"));
}

/// <summary>A delivered file.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="Name">As the station called it; characters that mean something to a file system are <c>_</c>.</param>
/// <param name="Size">Bytes.</param>
/// <param name="UploadedAt">When it was there in full.</param>
public sealed record UploadedFile(string Id, string Name, long Size, DateTime UploadedAt);
