namespace Voltbench.Lab;

/// <summary>
/// The lab's own files: the private database, the signing key and the first organization. Setting <c>Data:Directory</c>, flag <c>--data</c>.
/// </summary>
public sealed class DataDirectory
{
    public const string Setting = "Data:Directory";

    /// <summary>Below the working directory.</summary>
    public const string Default = ".voltbench";

    /// <param name="path">Absolute or relative to the working directory; null or empty for the default.</param>
    public DataDirectory(string? path) => FullPath = Path.GetFullPath(string.IsNullOrWhiteSpace(path) ? Default : path);

    public string FullPath { get; }

    /// <summary>Key of the tokens that the lab issues itself.</summary>
    public string KeyFile => Path.Combine(FullPath, "jwt.key");

    private string OrganizationFile => Path.Combine(FullPath, "organization");

    /// <summary>The organization of the first token; drawn once and remembered.</summary>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    public Guid FirstOrganization()
    {
        Directory.CreateDirectory(FullPath);
        if (Read() is { } known)
            return known;
        // Written aside and linked in: of two that start at once, both go on with the id of the first.
        var draft = $"{OrganizationFile}.{Guid.NewGuid():n}";
        File.WriteAllText(draft, Guid.NewGuid().ToString() + "\n");
        try
        {
            File.Move(draft, OrganizationFile, overwrite: false);
        }
        catch (IOException) when (File.Exists(OrganizationFile))
        {
            File.Delete(draft);
        }

        return Read() ?? throw new IOException($"{OrganizationFile} does not hold a UUID. Remove it to draw a new one.");
    }

    private Guid? Read()
    {
        if (!File.Exists(OrganizationFile))
            return null;
        return Guid.TryParse(File.ReadAllText(OrganizationFile).Trim(), out var id)
            ? id
            : throw new IOException($"{OrganizationFile} does not hold a UUID. Remove it to draw a new one.");
    }
}
