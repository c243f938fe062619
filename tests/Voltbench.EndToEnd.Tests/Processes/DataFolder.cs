namespace Voltbench.EndToEnd.Tests.Processes;

/// <summary>A data directory in the temporary folder.</summary>
internal static class DataFolder
{
    /// <summary>
    /// Others may pass through: as root the private database runs as another system user, and a directory that this user cannot reach would
    /// leave its cluster in /var/lib when the test removes the directory.
    /// </summary>
    public static string Create(string prefix)
    {
        var path = Directory.CreateTempSubdirectory(prefix).FullName;
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return path;
    }
}
